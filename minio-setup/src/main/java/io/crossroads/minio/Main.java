package io.crossroads.minio;

import io.crossroads.cli.CommandFailure;
import io.crossroads.cli.Commands;
import io.crossroads.pipelines.Pipelines;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Gives a MinIO server the buckets, policies and accounts that the pipelines need. Safe to run
 * again.
 */
@Command(
    name = "minio-setup",
    mixinStandardHelpOptions = true,
    description = {
      "Gives a MinIO server the buckets that the pipelines declare, and accounts with policies"
          + " for them. Safe to run again."
    })
public final class Main implements Runnable {

  @Option(
      names = "--s3-endpoint",
      defaultValue = "http://localhost:9000",
      paramLabel = "URI",
      description = "The server (default: ${DEFAULT-VALUE}).")
  private String endpoint;

  @Option(
      names = "--accounts-file",
      required = true,
      paramLabel = "FILE",
      description = {
        "A line for each account, NAME=SECRET; the first is the server's root.",
        "Each other account gets the policy of its name."
      })
  private Path accountsFile;

  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new Main(), arguments));
  }

  @Override
  public void run() {
    Accounts accounts = Accounts.read(accountsFile);
    try {
      new MinioSetup(endpoint, accounts.root(), System.out::println)
          .apply(DeclaredAccess.of(Pipelines.all()), accounts.others());
    } catch (SetupException e) {
      throw new CommandFailure(endpoint + ": " + e.getMessage(), e);
    }
  }
}
