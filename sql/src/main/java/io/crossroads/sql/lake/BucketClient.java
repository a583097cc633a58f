package io.crossroads.sql.lake;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.aws.AwsClientProperties;
import org.apache.iceberg.aws.s3.S3FileIOAwsClientFactory;
import org.apache.iceberg.aws.s3.S3FileIOProperties;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes Iceberg's client of object storage, of S3 alone: its own factory asks for all of AWS. */
public final class BucketClient implements S3FileIOAwsClientFactory {

  private static final long serialVersionUID = 1L;

  private Map<String, String> properties = Map.of();

  /** What Iceberg must be told to use this client with these settings. */
  static Map<String, String> properties(BucketSettings settings) {
    Map<String, String> properties = new HashMap<>();
    properties.put(S3FileIOProperties.CLIENT_FACTORY, BucketClient.class.getName());
    properties.put(AwsClientProperties.CLIENT_REGION, settings.region());
    properties.put(S3FileIOProperties.PATH_STYLE_ACCESS, Boolean.toString(settings.pathStyle()));
    settings
        .endpoint()
        .ifPresent(uri -> properties.put(S3FileIOProperties.ENDPOINT, uri.toString()));
    return properties;
  }

  @Override
  public void initialize(Map<String, String> given) {
    properties = Map.copyOf(given);
  }

  @Override
  public S3Client s3() {
    S3ClientBuilder client =
        S3Client.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .region(Region.of(properties.get(AwsClientProperties.CLIENT_REGION)))
            .forcePathStyle(
                Boolean.parseBoolean(properties.get(S3FileIOProperties.PATH_STYLE_ACCESS)));
    String endpoint = properties.get(S3FileIOProperties.ENDPOINT);
    if (endpoint != null) {
      client.endpointOverride(URI.create(endpoint));
    }
    return client.build();
  }

  @Override
  public S3AsyncClient s3Async() {
    throw new UnsupportedOperationException("files are read with the synchronous client");
  }
}
