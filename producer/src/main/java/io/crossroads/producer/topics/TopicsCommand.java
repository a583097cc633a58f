package io.crossroads.producer.topics;

import io.crossroads.cli.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Makes topics and looks at them. */
@Command(
    name = "topics",
    description = "Makes topics and looks at them.",
    subcommands = {CreateTopicCommand.class, ListTopicsCommand.class, DescribeTopicCommand.class})
public final class TopicsCommand {

  @ParentCommand private Console console;

  Console console() {
    return console;
  }
}
