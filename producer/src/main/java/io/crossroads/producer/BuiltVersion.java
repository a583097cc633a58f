package io.crossroads.producer;

import picocli.CommandLine.IVersionProvider;

/** The version in the JAR's manifest. */
final class BuiltVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = BuiltVersion.class.getPackage().getImplementationVersion();
    return new String[] {"crossroads " + (version == null ? "(not from a JAR)" : version)};
  }
}
