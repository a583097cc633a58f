package io.crossroads.cli;

import picocli.CommandLine.IVersionProvider;

/** The version in the JAR's manifest. */
public final class BuiltVersion implements IVersionProvider {

  /** The version, or that there is none. */
  public static String text() {
    String version = BuiltVersion.class.getPackage().getImplementationVersion();
    return version == null ? "(not from a JAR)" : version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"crossroads " + text()};
  }
}
