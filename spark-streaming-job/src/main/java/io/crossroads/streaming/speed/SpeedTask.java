package io.crossroads.streaming.speed;

import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.horizon.LayerSplit;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.streaming.source.DecoderSettings;
import io.crossroads.streaming.source.TopicRecord;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.CollectionAccumulator;

/**
 * Decodes the records of one partition of a batch into rows for the rollups, with the bucket that
 * each is of. Records that the batch layer or the store holds give no row, nor do rejected ones.
 */
final class SpeedTask
    implements FlatMapFunction<Iterator<ConsumerRecord<byte[], byte[]>>, InternalRow> {

  private static final long serialVersionUID = 1L;

  private final Broadcast<DecoderSettings> settings;
  private final SpeedFrom from;
  private final LayerSplit split;
  private final CollectionAccumulator<SpeedReport> reports;

  /**
   * A task of a batch.
   *
   * @param from how far each part of the store has come
   * @param reports receives what is seen besides rows
   */
  SpeedTask(
      Broadcast<DecoderSettings> settings,
      SpeedFrom from,
      Horizon horizon,
      CollectionAccumulator<SpeedReport> reports) {
    this.settings = settings;
    this.from = from;
    this.split = horizon.split();
    this.reports = reports;
  }

  @Override
  public Iterator<InternalRow> call(Iterator<ConsumerRecord<byte[], byte[]>> records) {
    return new Decoding(records);
  }

  private final class Decoding implements Iterator<InternalRow> {

    private final Iterator<ConsumerRecord<byte[], byte[]>> records;
    private final EventDecoder decoder;
    private final TopicRecord record;
    private final EventRowFiller filler;
    private final Observations observations;
    private long latestAppend;
    private boolean found;
    private boolean ended;

    Decoding(Iterator<ConsumerRecord<byte[], byte[]>> records) {
      Pipeline pipeline = settings.value().pipeline();
      this.records = records;
      this.decoder = settings.value().decoder();
      this.record = settings.value().record(decoder);
      this.filler = new EventRowFiller(pipeline.schema());
      this.observations = new Observations(pipeline, decoder);
    }

    @Override
    public boolean hasNext() {
      while (!found && records.hasNext()) {
        found = take(records.next());
      }
      if (!found && !ended) {
        ended = true;
        if (observations.records() > 0) {
          reports.add(observations.report(record.partition, latestAppend));
        }
      }
      return found;
    }

    /** Whether the record gives a row. */
    private boolean take(ConsumerRecord<byte[], byte[]> read) {
      record.read(read);
      if (observations.records() == 0) {
        latestAppend = from.appendTime(record.partition);
      }
      latestAppend = Math.max(latestAppend, record.appendTimeMicros);
      record.appendTimeMicros = latestAppend;
      boolean valid = record.decode(decoder);
      observations.count();
      if (!valid) {
        observations.seeRejected(record);
        return false;
      }
      if (record.offset >= from.events(record.partition)) {
        observations.seeSingle(record);
      }
      if (record.offset < from.cells(record.partition)) {
        return false;
      }
      observations.seeOfEntity(record);
      return !split.isBatch(record.partition, record.offset);
    }

    @Override
    public InternalRow next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      found = false;
      return filler.fill(record.event, split.bucketMicros(latestAppend));
    }
  }
}
