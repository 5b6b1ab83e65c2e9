package org.omnipkg.fetch.internal.maven;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.maven.model.Repository;
import org.junit.jupiter.api.Test;

class BuiltInRepositoriesTest {
  @Test
  void maven_brings_central_along() {
    List<Repository> list = BuiltInRepositories.list();
    assertEquals(List.of("central"), list.stream().map(Repository::getId).toList());
    assertTrue(list.get(0).getUrl().startsWith("https://"));
  }
}
