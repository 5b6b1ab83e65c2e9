package org.omnipkg.ecosystem.python.internal.practice;

import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.osgi.service.component.annotations.Component;

/**
 * The paper registry for whoever serves it at a place, by paths. Its files have no digest by which
 * anybody would keep what they say.
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
    return new PaperRegistry(place, "blake2s").documents();
  }
}
