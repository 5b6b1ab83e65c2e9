package org.omnipkg.solver.pip.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Diagnostic;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Problem;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Runtime;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Facts;
import org.omnipkg.tck.SmallWorld;

class HouseIndexTest {
  @TempDir private Path folder;

  private static Target target() {
    Runtime runtime =
        new Runtime("python", "cpython", "3.11.7", Path.of("/py"), Path.of("/"), "path", Map.of());
    return new Target(new Platform("linux", "x86_64", "glibc", "2.36"), List.of(runtime));
  }

  private SmallWorld world() {
    return new SmallWorld(folder).wheel("door", "1.0", "hinge>=2").source("door", "2.0");
  }

  private static HttpResponse<String> get(URI address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI link(HttpResponse<String> page) {
    String text = page.body().substring(page.body().indexOf("href=\"") + 6);
    return page.uri().resolve(text.substring(0, text.indexOf('"')));
  }

  @Test
  void a_name_has_its_wheels_and_the_needs_of_each() throws Exception {
    SmallWorld world = world();
    try (HouseIndex index = new HouseIndex(world.problem(target(), "door"), world).reachable()) {
      HttpResponse<String> page = get(index.location().resolve("door/"));
      assertEquals(200, page.statusCode());
      assertTrue(page.body().contains(">door-1.0-py3-none-any.whl<"), page.body());
      assertFalse(page.body().contains("door-2.0"), page.body());
      assertFalse(page.body().contains(folder.toString()), page.body());
      String metadata = get(URI.create(link(page) + ".metadata")).body();
      assertTrue(metadata.contains("\nRequires-Dist: hinge>=2\n"), metadata);
      assertEquals("PK", get(link(page)).body().substring(0, 2));
    }
  }

  @Test
  void a_name_nobody_knows_and_a_visitor_without_the_key_find_nothing() throws Exception {
    SmallWorld world = world();
    try (HouseIndex index = new HouseIndex(world.problem(target(), "door"), world)) {
      assertEquals(404, get(index.location().resolve("window/")).statusCode());
      assertEquals(404, get(index.location().resolve("/simple/door/")).statusCode());
      assertEquals(Optional.empty(), index.refusal());
    }
  }

  @Test
  void what_an_index_refuses_is_kept_for_after_the_tool() throws Exception {
    SmallWorld world = world();
    Problem problem = world.problem(target(), "door");
    Refusal away = new Refusal(Diagnostic.outside("fetch.no-network", "away", ""));
    Facts facts =
        (Facts)
            java.lang.reflect.Proxy.newProxyInstance(
                Facts.class.getClassLoader(),
                new Class<?>[] {Facts.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("releases")) {
                    throw away;
                  }
                  return method.invoke(world, arguments);
                });
    try (HouseIndex index = new HouseIndex(problem, facts)) {
      assertEquals(404, get(index.location().resolve("door/")).statusCode());
      assertEquals(Optional.of(away), index.refusal());
    }
  }
}
