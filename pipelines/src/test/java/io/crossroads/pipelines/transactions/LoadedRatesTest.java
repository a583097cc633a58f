package io.crossroads.pipelines.transactions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.reference.ReferenceFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedRatesTest {

  private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
  private static final Instant EFFECT = NOW.plusSeconds(60);
  private static final String PAYMENT =
      "{\"transaction_id\":1,\"montant\":100,\"devise\":\"USD\","
          + "\"timestamp\":\"2026-11-27T09:59:00Z\"}";

  @TempDir Path temporary;

  private String converted(Pipeline pipeline, Instant appended) {
    EventDecoder decoder = pipeline.decoder(Limits.DEFAULT);
    EventRow row = decoder.newRow();
    byte[] bytes = PAYMENT.getBytes(StandardCharsets.UTF_8);
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, appended);
    assertTrue(decoder.decode(bytes, 0, bytes.length, micros, row));
    return row.number(PaymentSchema.AMOUNT_EUR) + " by " + row.text(PaymentSchema.RATE_VERSION);
  }

  private Path rates(String text) throws IOException {
    return Files.writeString(temporary.resolve("rates.csv"), text);
  }

  @Test
  void theAppendTimeSelectsWhetherALoadedVersionApplies() throws IOException {
    ReferenceFolder folder = new ReferenceFolder(temporary.resolve("transactions"));
    Path file = rates("date,currency,rate\n2026-11-27,USD,2\n");
    assertEquals("1 rates of 1 currencies", LoadedRates.check(List.of(file)));
    folder.load("own", EFFECT, NOW, List.of(file));
    Pipeline pipeline = Transactions.pipeline(Transactions.ZONE, new LoadedRates(folder));

    assertEquals("5000 by own", converted(pipeline, EFFECT));
    assertEquals("5000 by own", converted(pipeline, EFFECT.plus(Duration.ofDays(300))));
    assertTrue(converted(pipeline, EFFECT.minusMillis(1)).endsWith(" by sample"));
  }

  @Test
  void aFileThatHoldsNoRatesIsRefusedByNameAndLine() throws IOException {
    Path file = rates("date,currency,rate\n2026-11-27,USD,two\n");
    var refused =
        assertThrows(IllegalArgumentException.class, () -> LoadedRates.check(List.of(file)));
    assertTrue(refused.getMessage().contains("rates.csv, line 2"), refused.getMessage());
  }
}
