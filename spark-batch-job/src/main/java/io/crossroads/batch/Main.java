package io.crossroads.batch;

import io.crossroads.batch.analyses.AnalysesCommand;
import io.crossroads.batch.reconcile.ReconcileCommand;
import io.crossroads.batch.replay.ReplayCommand;
import io.crossroads.batch.views.ViewsCommand;
import io.crossroads.cli.Commands;
import picocli.CommandLine.Command;

/** The batch job: what {@code spark-submit spark-batch-job.jar} runs. */
@Command(
    name = "spark-batch-job",
    mixinStandardHelpOptions = true,
    subcommands = {
      HistoryCommand.class,
      ViewsCommand.class,
      AnalysesCommand.class,
      ReconcileCommand.class,
      ReplayCommand.class
    },
    description = "The batch layer of Crossroads.")
public final class Main {

  /** Runs a command; see {@code --help}. Exit code 0 for done, 1 for failed, 2 for wrong usage. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new Main(), arguments));
  }
}
