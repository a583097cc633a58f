package io.crossroads.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.embedded.SparkSubmit;
import io.crossroads.embedded.TiedProcess;
import io.crossroads.testkit.RunFolder;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A pipeline from elsewhere, with a long key, no entity and three partitions, through archive, live
 * numbers, views and reconcile as processes, a broker and a database that run.
 */
class PaymentsIT {

  private static final String SERVICE =
      "META-INF/services/io.crossroads.pipelines.PipelineProvider";
  private static final int WRONG = 50;
  private static final int AGAIN = 100;

  private Platform platform;
  private long sent;
  private long valid;
  private long watched;
  private BigDecimal total = BigDecimal.ZERO;
  private final Set<Long> repeated = new TreeSet<>();

  @BeforeEach
  void start() throws Exception {
    Path folder = RunFolder.create("payments-");
    Path jar = jar(folder.resolve("payments.jar"));
    platform =
        Platform.of(
            folder,
            Platform.fastClockBroker(folder),
            new SparkSubmit(
                "local[2]",
                "1g",
                Map.of("spark.ui.enabled", "false", "spark.jars", jar.toUri().toString()),
                SparkSubmit.local().javaOptions()),
            "payments");
    platform.await(
        platform.producer("topics", "create", "--topic", "payments", "--partitions", "3"));
  }

  @AfterEach
  void close() {
    if (platform != null) {
      platform.close();
    }
  }

  private static Path jar(Path file) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      for (String name : List.of(SERVICE, Payments.class.getName().replace('.', '/') + ".class")) {
        jar.putNextEntry(new JarEntry(name));
        try (InputStream content = Payments.class.getClassLoader().getResourceAsStream(name)) {
          content.transferTo(jar);
        }
      }
    }
    return file;
  }

  private void send(int records) throws Exception {
    List<Future<RecordMetadata>> appended = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", platform.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < records; i++) {
        long id = Long.MAX_VALUE - sent;
        boolean wrong = sent % WRONG == 7;
        String currency = List.of("EUR", "JPY", "MAD").get((int) (sent % 3));
        BigDecimal amount = BigDecimal.valueOf(1 + sent * 7_919_0001L % 990_000_000L, 4);
        byte[] key = Long.toString(id).getBytes(StandardCharsets.UTF_8);
        byte[] value = event(id, wrong ? BigDecimal.ONE.negate() : amount, currency);
        boolean again = sent % AGAIN == 3;
        for (int copy = 0; copy < (again ? 2 : 1); copy++) {
          appended.add(producer.send(new ProducerRecord<>("payments", key, value)));
          valid += wrong ? 0 : 1;
          total = wrong ? total : total.add(amount);
          String limit = currency.equals("JPY") ? "90000" : "10000";
          watched += !wrong && amount.compareTo(new BigDecimal(limit)) > 0 ? 1 : 0;
          sent++;
        }
        if (again && !wrong) {
          repeated.add(id);
        }
      }
    }
    for (Future<RecordMetadata> one : appended) {
      one.get();
    }
  }

  private static byte[] event(long id, BigDecimal amount, String currency) {
    return String.format(
            Locale.ROOT,
            "{\"transaction_id\":%d,\"amount\":%s,\"currency\":\"%s\",\"at\":\"%s\"}",
            id,
            amount.toPlainString(),
            currency,
            Instant.parse("2026-03-01T00:00:00Z").plusSeconds(id % 10_000))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void everyPaymentCountsOnceInBothLayersAndNothingHasALatestOne() throws Exception {
    send(2_000);
    TiedProcess stream = platform.stream("--every", "2s");
    await("sum(payments)", "speed_payments_by_currency", valid);
    String published = "";
    for (int run = 0; run < 5 && !published.contains("views moved from "); run++) {
      published = platform.await(platform.views("--analyses"));
    }
    assertTrue(published.contains("views moved from "), published);
    assertTrue(published.contains("1 of 1 analyses answered"), published);
    send(1_000);
    stream.kill();
    platform.stream("--every", "2s");
    String all =
        "(select payments, total, watched from batch_payments_by_currency union all"
            + " select payments, total, watched from speed_payments_by_currency) both_layers";
    await("sum(payments)", all, valid);

    assertEquals(total, new BigDecimal(platform.ask("select sum(total) from " + all)));
    assertEquals(watched, Long.parseLong(platform.ask("select sum(watched) from " + all)));
    assertEquals("0", platform.ask("select count(*) from latest"));
    assertTrue(Long.parseLong(platform.ask("select count(*) from alert where alert = 'much'")) > 0);
    ReconcileReport found = ReconcileReport.covering(platform, sent);
    assertEquals(sent, found.records(), found::toString);
    assertEquals(0, found.differ(), found::toString);
    String answered = platform.await(platform.views("--analyses"));
    assertTrue(answered.contains("1 of 1 analyses answered"), answered);
    assertEquals(
        repeated.toString(),
        platform.ask(
            "select '[' || string_agg(row->>'transaction_id', ', ' order by place) || ']'"
                + " from analysis_row where name = 'duplicates'"));
  }

  private void await(String sum, String from, long expected) throws SQLException {
    String sql = String.format(Locale.ROOT, "select coalesce(%s, 0) from %s", sum, from);
    for (int look = 0; look < 3_000 && Long.parseLong(platform.ask(sql)) < expected; look++) {
      LockSupport.parkNanos(100_000_000);
    }
    assertEquals(expected, Long.parseLong(platform.ask(sql)));
  }
}
