package io.crossroads.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The folder of a PostgreSQL server: its programs, its data, made when new, and its log. */
record PostgresFolder(Path folder, List<String> databases) {

  static final String USER = "crossroads";
  static final String PASSWORD = "crossroads";

  /** The line of {@code postmaster.pid} that says how far the server is, counted from 0. */
  private static final int STATUS_LINE = 7;

  Path data() {
    return folder.resolve("data");
  }

  Path log() {
    return folder.resolve("postgres.log");
  }

  /** A PostgreSQL program and its arguments, run as a user that PostgreSQL accepts. */
  List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>(UnprivilegedUser.prefix(folder));
    command.add(PostgresPrograms.folder().resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  /** Makes the data folder and the databases; the data folder appears complete or not at all. */
  void prepare() {
    if (Files.exists(data())) {
      clearStatus();
      return;
    }
    try {
      Files.createDirectories(folder);
      Path passwordFile = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
      Path unfinished = folder.resolve("data." + ProcessHandle.current().pid());
      UnprivilegedUser.own(folder, passwordFile);
      Finished.run(
          log(),
          command(
              "initdb",
              "--pgdata=" + unfinished,
              "--username=" + USER,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--no-sync",
              "--no-instructions"),
          "");
      Finished.run(
          log(),
          command("postgres", "--single", "-D", unfinished.toString(), "postgres"),
          databases.stream()
              .map(name -> "CREATE DATABASE " + name + "\n")
              .collect(Collectors.joining()));
      Files.delete(passwordFile);
      Files.move(unfinished, data());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A killed server leaves its status, which would look like that of the next one. */
  private void clearStatus() {
    try {
      Files.deleteIfExists(statusFile());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  boolean isReady() {
    try {
      List<String> lines =
          Files.exists(statusFile()) ? Files.readAllLines(statusFile()) : List.of();
      return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
    } catch (IOException beingReplaced) {
      return false;
    }
  }

  private Path statusFile() {
    return data().resolve("postmaster.pid");
  }
}
