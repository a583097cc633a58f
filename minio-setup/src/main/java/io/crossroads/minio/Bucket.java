package io.crossroads.minio;

/**
 * A bucket that shall be there.
 *
 * @param name its name
 * @param keepReplacedDays how long a replaced or deleted object can be had back; 0 for not at all
 */
record Bucket(String name, int keepReplacedDays) {

  Bucket {
    if (name == null || !name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw new IllegalArgumentException(
          "'" + name + "' is no name of a bucket: 3 to 63 small letters, digits, dots and hyphens");
    }
    if (keepReplacedDays < 0) {
      throw new IllegalArgumentException(
          "keepReplacedDays of " + name + " must not be negative, not " + keepReplacedDays);
    }
  }
}
