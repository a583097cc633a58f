package io.crossroads.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Airflow's REST interface, for what a browser is not needed for. */
final class Airflow {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Not HTTP/2: a server that ignores the offer to change over loses the body. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  private final String address;
  private final String password;
  private String token = "";

  Airflow(Stack stack) {
    address = "http://localhost:" + stack.ports().airflow();
    password = stack.secret("airflow-admin");
  }

  /** Begins a run with some values of its form, and returns its id. */
  String trigger(String dag, Map<String, Object> form) throws IOException {
    Map<String, Object> body = new HashMap<>();
    body.put("logical_date", null);
    body.put("conf", form);
    return ask("POST", "/dags/" + dag + "/dagRuns", body).get("dag_run_id").asText();
  }

  void unpause(String dag) throws IOException {
    pause(dag, false);
  }

  /** Lets no further run of a DAG begin. */
  void pause(String dag) throws IOException {
    pause(dag, true);
  }

  private void pause(String dag, boolean paused) throws IOException {
    ask("PATCH", "/dags/" + dag + "?update_mask=is_paused", Map.of("is_paused", paused));
  }

  /** The ids of a DAG's runs. */
  List<String> runs(String dag) throws IOException {
    List<String> runs = new ArrayList<>();
    ask("GET", "/dags/" + dag + "/dagRuns", null)
        .get("dag_runs")
        .forEach(run -> runs.add(run.get("dag_run_id").asText()));
    return runs;
  }

  void awaitGreen(String dag, String run, Duration limit) {
    String state =
        Await.until(
            "end of run " + run + " of " + dag,
            limit,
            () -> ask("GET", path(dag, run), null).get("state").asText(),
            seen -> seen.equals("success") || seen.equals("failed"));
    if (!state.equals("success")) {
      throw new AssertionError(String.format(Locale.ROOT, "run %s of %s: %s", run, dag, state));
    }
  }

  /** The state of a task, such as {@code deferred}. */
  String state(String dag, String run, String task) throws IOException {
    return instance(dag, run, task).path("state").asText();
  }

  /** How often a task was tried. */
  int tries(String dag, String run, String task) throws IOException {
    return instance(dag, run, task).path("try_number").asInt();
  }

  /** Has a task done again, whatever it is at. */
  void clear(String dag, String run, String task) throws IOException {
    ask(
        "POST",
        "/dags/" + dag + "/clearTaskInstances",
        Map.of(
            "dry_run", false,
            "dag_run_id", run,
            "task_ids", List.of(task),
            "only_failed", false,
            "reset_dag_runs", true));
  }

  /** What a task has returned. */
  JsonNode returned(String dag, String run, String task) throws IOException {
    String path = path(dag, run) + "/taskInstances/" + task + "/xcomEntries/return_value";
    return ask("GET", path, null).get("value");
  }

  /** When the scheduler last said that it is alive. */
  Instant heartbeatOfScheduler() throws IOException {
    JsonNode health = ask("GET", "/monitor/health", null).get("scheduler");
    return OffsetDateTime.parse(health.get("latest_scheduler_heartbeat").asText()).toInstant();
  }

  private JsonNode instance(String dag, String run, String task) throws IOException {
    return ask("GET", path(dag, run) + "/taskInstances/" + task, null);
  }

  private static String path(String dag, String run) {
    return "/dags/" + dag + "/dagRuns/" + run.replace("+", "%2B").replace(":", "%3A");
  }

  private JsonNode ask(String method, String path, Object body) throws IOException {
    HttpResponse<String> answer = send(method, "/api/v2" + path, body);
    if (answer.statusCode() == 401) {
      logIn();
      answer = send(method, "/api/v2" + path, body);
    }
    if (answer.statusCode() >= 300) {
      throw new IOException(
          String.format(
              Locale.ROOT, "%s %s: %d %s", method, path, answer.statusCode(), answer.body()));
    }
    return JSON.readTree(answer.body());
  }

  private void logIn() throws IOException {
    HttpResponse<String> answer =
        send("POST", "/auth/token", Map.of("username", "admin", "password", password));
    if (answer.statusCode() != 201) {
      throw new IOException("no token: " + answer.statusCode() + " " + answer.body());
    }
    token = JSON.readTree(answer.body()).get("access_token").asText();
  }

  private HttpResponse<String> send(String method, String path, Object body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + token)
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
