package io.crossroads.pipelines.transactions;

import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.pipelines.analysis.Analysis.Input;
import java.time.ZoneId;
import java.util.List;

/** What the batch layer answers about payments. */
final class TransactionAnalyses {

  private TransactionAnalyses() {}

  /**
   * All of them.
   *
   * @param zone whose days records are counted by where they are of no payment
   */
  static List<Analysis> all(ZoneId zone) {
    return List.of(totals(), largest(), rejectedShare(zone), usualAmounts());
  }

  private static Analysis totals() {
    return new Analysis(
        "totals",
        "Payments of each day of the zone and currency: how many, their sum in units of the"
            + " currency, and in EUR",
        Input.ARCHIVE,
        """
        SELECT CAST(substr(time_local, 1, 10) AS DATE) AS day,
               devise,
               count(*) AS transactions,
               sum(montant) AS montant,
               sum(amount_eur) AS amount_eur
        FROM archive
        GROUP BY CAST(substr(time_local, 1, 10) AS DATE), devise
        ORDER BY day, devise
        """);
  }

  private static Analysis largest() {
    return new Analysis(
        "largest",
        "The 100 largest payments in EUR; of equal ones the earlier, then that of the smaller"
            + " transaction_id",
        Input.ARCHIVE,
        """
        SELECT row_number() OVER (
                 ORDER BY amount_eur DESC, timestamp, transaction_id,
                          append_time, kafka_partition, kafka_offset, kafka_topic_id) AS place,
               transaction_id,
               timestamp,
               montant,
               devise,
               rate,
               amount_eur
        FROM archive
        ORDER BY place
        LIMIT 100
        """);
  }

  private static Analysis usualAmounts() {
    return new Analysis(
            "usual_amounts",
            "What is usual in each currency of at least 50 payments, in its units: the median of"
                + " amounts and of their distances from it, the lower of two; to be loaded as"
                + " reference data, which fills the column score",
            Input.ARCHIVE,
            """
        WITH numbered AS (
          SELECT devise,
                 montant,
                 row_number() OVER (PARTITION BY devise ORDER BY montant) AS place,
                 count(*) OVER (PARTITION BY devise) AS payments
          FROM archive),
        middle AS (
          SELECT devise, montant AS median, payments
          FROM numbered
          WHERE payments >= 50 AND place = (payments + 1) DIV 2),
        distance AS (
          SELECT devise,
                 median,
                 payments,
                 abs(archive.montant - median) AS mad,
                 row_number() OVER (
                   PARTITION BY devise ORDER BY abs(archive.montant - median)) AS place
          FROM archive JOIN middle USING (devise))
        SELECT devise AS currency, median, mad
        FROM distance
        WHERE place = (payments + 1) DIV 2 AND mad > 0
        ORDER BY currency
        """)
        .as(Analysis.Output.PARQUET, Analysis.Output.CSV);
  }

  private static Analysis rejectedShare(ZoneId zone) {
    return new Analysis(
            "rejected_share",
            "Records of each day of "
                + zone
                + " that the broker appended: how many, how many were rejected, which share of them"
                + " that is (0 to 1), and how many had no rate",
            Input.REJECTED,
            """
        SELECT to_date(from_utc_timestamp(append_time, '%s')) AS day,
               count(*) AS records,
               count_if(reason IS NOT NULL) AS rejected,
               count_if(reason IS NOT NULL) / count(*) AS share,
               count_if(reason = 'unknown_reference') AS without_rate
        FROM (
          SELECT append_time, reason FROM rejected
          UNION ALL
          SELECT append_time, CAST(NULL AS STRING) AS reason FROM archive)
        GROUP BY to_date(from_utc_timestamp(append_time, '%s'))
        ORDER BY day
        """
                .replace("%s", zone.getId()))
        .reading(Input.ARCHIVE);
  }
}
