package io.crossroads.minio;

/**
 * What somebody may do.
 *
 * @param name its name
 * @param json the document, in the form of AWS
 */
record Policy(String name, String json) {}
