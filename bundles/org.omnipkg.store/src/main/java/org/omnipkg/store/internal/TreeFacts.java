package org.omnipkg.store.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.store.Store.Instance;
import org.omnipkg.store.Store.Origin;

/** What stands in the file beside a tree. */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record TreeFacts(
    int schema,
    @Nullable Map<String, List<String>> facts,
    @Nullable Made origin,
    @Nullable Instance instance) {
  private static final int SCHEMA = 2;

  /** What a tree was made of, as it stands there. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Made(String ecosystem, String name, String version, String sha256) {
    Origin origin() {
      return new Origin(new Pin(new PackageName(ecosystem, name), version), sha256);
    }
  }

  static TreeFacts of(Bubble bubble, @Nullable Origin origin) {
    Made made =
        origin == null
            ? null
            : new Made(
                origin.pin().name().ecosystem(),
                origin.pin().name().name(),
                origin.pin().version(),
                origin.sha256());
    return new TreeFacts(SCHEMA, bubble.facts(), made, null);
  }

  /** Of an instance, which says what its base says. */
  static TreeFacts of(Map<String, List<String>> facts, Instance instance) {
    return new TreeFacts(SCHEMA, facts, null, instance);
  }
}
