package org.omnipkg.ecosystem.python.internal.practice;

import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.osgi.service.component.annotations.Component;

/**
 * The paper registry for whoever serves it at a place, by paths. What files say is kept by another
 * digest than theirs have, so nobody keeps what these say.
 */
@Component(
    service = Function.class,
    property = {
      "omnipkg.paper=python",
      "omnipkg.paper.index=simple/",
      "omnipkg.paper.word=practice-0[more]>=1.1",
      "omnipkg.paper.type=" + PaperRegistry.TYPE
    })
public final class PythonPaper implements Function<URI, Map<String, byte[]>> {
  @Override
  public Map<String, byte[]> apply(URI place) {
    return new PaperRegistry(place, "SHA-512").documents();
  }
}
