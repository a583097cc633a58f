package io.crossroads.layers.position;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Objects;

/**
 * Offsets that a sink will never hold, because the broker lost them before they were read and an
 * operator accepted that.
 *
 * @param cause how they were lost
 * @param sink the table that will never hold them; null for every table of the archive, as entries
 *     of earlier versions are
 * @param topicId the id of the topic that held them
 * @param partition the partition that held them
 * @param from the first offset lost
 * @param until the offset after the last one lost. Where the topic was replaced nobody knows how
 *     far the old one went: it is then {@code from}
 * @param acceptedAt when the loss was accepted, ISO-8601
 */
public record Loss(
    Cause cause,
    String sink,
    String topicId,
    int partition,
    long from,
    long until,
    String acceptedAt) {

  /** How offsets can be lost. */
  public enum Cause {
    /** The broker deleted them, by its retention or by request, before they were read. */
    DELETED,
    /**
     * The broker's log ended before what was read of it, so that it gives the same offsets to other
     * records.
     */
    TRUNCATED,
    /** The topic was deleted and recreated under the same name. */
    TOPIC_REPLACED
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  public Loss {
    Objects.requireNonNull(cause, "cause");
    Objects.requireNonNull(topicId, "topicId");
    Objects.requireNonNull(acceptedAt, "acceptedAt");
  }

  /** Whether it is of a table. */
  public boolean isOf(String table) {
    return sink == null || sink.equals(table);
  }

  /** Whether another entry tells of the same offsets, whenever it was accepted. */
  public boolean isSameAs(Loss other) {
    return new Loss(cause, sink, topicId, partition, from, until, other.acceptedAt).equals(other);
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static List<Loss> fromJson(String json) {
    try {
      return List.of(JSON.readValue(json, Loss[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a list of losses: " + json, e);
    }
  }

  /** A list of losses as JSON. */
  public static String toJson(List<Loss> losses) {
    try {
      return JSON.writeValueAsString(losses);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("losses " + losses, e);
    }
  }
}
