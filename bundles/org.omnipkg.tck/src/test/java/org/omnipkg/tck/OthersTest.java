package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PassingDesk;

/** A method added to a contract with a default answer would be answered by that, unnoticed. */
class OthersTest {
  static Stream<Arguments> others() {
    return Stream.of(
        Arguments.of(Ecosystem.class, OtherEcosystem.class),
        Arguments.of(Layout.class, OtherLayout.class),
        Arguments.of(Desk.class, PassingDesk.class));
  }

  @ParameterizedTest
  @MethodSource("others")
  void who_does_what_another_does_passes_every_question_on(Class<?> contract, Class<?> other) {
    Set<String> answered =
        Arrays.stream(other.getDeclaredMethods())
            .map(OthersTest::words)
            .collect(Collectors.toSet());
    List<String> asked = new ArrayList<>();
    for (Method method : contract.getMethods()) {
      if (!Modifier.isStatic(method.getModifiers())) {
        asked.add(words(method));
      }
    }
    assertFalse(asked.isEmpty());
    asked.removeAll(answered);
    assertEquals(List.of(), asked);
  }

  private static String words(Method method) {
    return method.getName() + Arrays.toString(method.getParameterTypes());
  }
}
