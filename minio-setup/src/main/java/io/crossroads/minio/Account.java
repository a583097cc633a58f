package io.crossroads.minio;

import io.crossroads.cli.CommandFailure;

/**
 * Who may enter.
 *
 * @param name the access key, at least 3 characters
 * @param secret the secret key, at least 8 characters
 */
record Account(String name, String secret) {

  Account {
    if (name.length() < 3) {
      throw new CommandFailure(
          "MinIO wants names of at least 3 characters, which '" + name + "' has not");
    }
    if (secret.length() < 8) {
      throw new CommandFailure(
          "MinIO wants secrets of at least 8 characters, which that of " + name + " has not");
    }
  }

  /** The name alone: a secret is never printed. */
  @Override
  public String toString() {
    return name;
  }
}
