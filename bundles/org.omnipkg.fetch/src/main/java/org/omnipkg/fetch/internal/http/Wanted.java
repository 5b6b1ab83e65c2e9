package org.omnipkg.fetch.internal.http;

import java.net.URI;
import java.util.Map;

/**
 * A GET.
 *
 * @param what filename or label for messages
 * @param location may carry credentials
 */
public record Wanted(String what, URI location, Map<String, String> headers) {
  @Override
  public String toString() {
    return what;
  }
}
