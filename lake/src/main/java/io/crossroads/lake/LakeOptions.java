package io.crossroads.lake;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Flags of every command that works with tables: where they are and which catalog knows them. */
public final class LakeOptions {

  /** The environment variable that may hold the catalog's password. */
  public static final String PASSWORD_VARIABLE = "CROSSROADS_CATALOG_PASSWORD";

  @Option(
      names = "--lake",
      required = true,
      paramLabel = "URI",
      description =
          "Where the buckets are: s3a://, hdfs://host/lake or file:/folder. Any Hadoop file system.")
  private String lake;

  @Option(
      names = "--catalog-uri",
      defaultValue = "jdbc:postgresql://localhost:5432/catalog",
      paramLabel = "URI",
      description = "The database that knows the tables (default: ${DEFAULT-VALUE}).")
  private String catalogUri;

  @Option(
      names = "--catalog-user",
      defaultValue = "crossroads",
      paramLabel = "NAME",
      description = {
        "Its account (default: ${DEFAULT-VALUE}). The password comes from",
        PASSWORD_VARIABLE + " or the file that PGPASSFILE names."
      })
  private String catalogUser;

  /** Where the buckets are. */
  public LakeRoot lake() {
    return new LakeRoot(lake);
  }

  /** The catalog, with the password of this process's environment. */
  public CatalogSettings catalog() {
    return new CatalogSettings(
        catalogUri, catalogUser, Optional.ofNullable(System.getenv(PASSWORD_VARIABLE)));
  }
}
