package io.crossroads.benchmarks.peers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Events of pipeline traffic as rows, read with Jackson's streaming parser: Flink's fast way. */
final class TrafficRows implements KafkaRecordDeserializationSchema<RowData> {

  private static final long serialVersionUID = 1;
  private static final JsonFactory JSON = new JsonFactory();
  private static final int FIELDS = 7;

  private final RowType type;

  /** Rows of a type with the fields of {@link FlinkSide}'s table. */
  TrafficRows(RowType type) {
    this.type = type;
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RowData> rows)
      throws IOException {
    GenericRowData row = new GenericRowData(FIELDS);
    try (JsonParser json = JSON.createParser(record.value())) {
      json.nextToken();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "sensor_id" -> row.setField(0, StringData.fromString(json.getText()));
          case "timestamp" -> row.setField(1, time(json.getText()));
          case "average_speed" -> row.setField(2, decimal(json.getDecimalValue()));
          case "traffic_density" -> row.setField(3, decimal(json.getDecimalValue()));
          default -> json.skipChildren();
        }
      }
    }
    row.setField(4, record.partition());
    row.setField(5, record.offset());
    row.setField(6, TimestampData.fromEpochMillis(record.timestamp()));
    rows.collect(row);
  }

  private static TimestampData time(String text) {
    return TimestampData.fromInstant(OffsetDateTime.parse(text).toInstant());
  }

  private static DecimalData decimal(BigDecimal value) {
    return DecimalData.fromBigDecimal(value.setScale(2, RoundingMode.HALF_EVEN), 5, 2);
  }

  @Override
  public TypeInformation<RowData> getProducedType() {
    return InternalTypeInfo.of(type);
  }
}
