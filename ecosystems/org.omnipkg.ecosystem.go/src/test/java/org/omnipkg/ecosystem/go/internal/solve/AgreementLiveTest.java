package org.omnipkg.ecosystem.go.internal.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("live")
class AgreementLiveTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"gin", "cobra viper", "zap testify"})
  void our_selection_is_that_of_the_go_command(String words) throws Exception {
    assertEquals(List.of(), new Agreement(folder).of(words.split(" ")).differences());
  }
}
