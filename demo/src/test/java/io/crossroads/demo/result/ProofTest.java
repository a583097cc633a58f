package io.crossroads.demo.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.cli.CommandFailure;
import io.crossroads.demo.result.Proof.Answered;
import io.crossroads.demo.result.Reconciliation.Cells;
import io.crossroads.demo.result.Reconciliation.Partition;
import io.crossroads.pipelines.Pipelines;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProofTest {

  private static Proof proof(ProducerReport produced, boolean exact, Partition... partitions) {
    long archived = Stream.of(partitions).mapToLong(Partition::archived).sum();
    return proof(produced, exact, archived, new Cells(produced.sent(), 27, 0), partitions);
  }

  private static Proof proof(
      ProducerReport produced, boolean exact, long answered, Cells cells, Partition... partitions) {
    return new Proof(
        Pipelines.named("traffic"),
        produced,
        new Reconciliation(
            List.of(partitions), Map.of(), Map.of(), List.of(), "file:/a", "file:/r", exact, cells),
        new Answered(answered, 10, 300, 40));
  }

  private static Proof ofAnswers(long answered, Cells cells) {
    return proof(
        new ProducerReport(100, 100, 0), true, answered, cells, new Partition(98, 2, 0, 0));
  }

  @Test
  void whatWasSentIsTheSumOverAllPartitions() {
    Proof proof =
        proof(
            new ProducerReport(3000, 3000, 0),
            true,
            new Partition(1900, 40, 0, 0),
            new Partition(1044, 16, 0, 0));

    assertEquals(
        """
        3,000 sent = 2,944 archived + 56 rejected; 0 missing, 0 twice
        2,944 events answered = 2,944 archived; 27 cells, 0 differ\
        """,
        proof.text());
  }

  @Test
  void oneRowTooFewOrTooManyIsNoProof() {
    assertNoProof(proof(new ProducerReport(100, 100, 0), true, new Partition(98, 1, 0, 0)));
    assertNoProof(proof(new ProducerReport(100, 100, 0), true, new Partition(99, 2, 0, 0)));
  }

  @Test
  void aMissingRowBesideOneThatIsThereTwiceIsNoProof() {
    assertNoProof(proof(new ProducerReport(100, 100, 0), false, new Partition(99, 1, 1, 1)));
  }

  @Test
  void aRecordThatMayOrMayNotHaveArrivedIsNoProof() {
    assertNoProof(proof(new ProducerReport(100, 99, 1), true, new Partition(99, 1, 0, 0)));
  }

  @Test
  void anAnswerThatIsNotTheArchivesIsNoProof() {
    assertEquals(
        "98 events answered = 98 archived; 27 cells, 0 differ",
        ofAnswers(98, new Cells(100, 27, 0)).text().lines().toList().get(1));
    assertNoProof(ofAnswers(97, new Cells(100, 27, 0)));
    assertNoProof(ofAnswers(98, new Cells(100, 27, 1)));
  }

  @Test
  void aComparisonOfSomeOfTheRecordsIsNoProof() {
    assertNoProof(ofAnswers(98, new Cells(99, 27, 0)));
  }

  private static void assertNoProof(Proof proof) {
    CommandFailure failure = assertThrows(CommandFailure.class, proof::text);
    assertTrue(failure.getMessage().startsWith("NOT proved"), failure::getMessage);
  }
}
