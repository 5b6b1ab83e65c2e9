package org.omnipkg.resolve.internal;

import java.util.Set;

/**
 * What a service is asked for by; outlives the service.
 *
 * @param language id of the language it belongs to
 * @param names a language's id and aliases, a resolver's name
 */
record Post(Class<?> kind, String language, Set<String> names) {
  Post {
    names = Set.copyOf(names);
  }
}
