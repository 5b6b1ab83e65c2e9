package org.omnipkg.tck;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LawsPageTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        EcosystemContract.class,
        GrammarContract.class,
        VersionsContract.class,
        PackageIndexContract.class,
        LayoutContract.class,
        SolverContract.class,
        RuntimeSourceContract.class,
        ClientSettingsContract.class,
        BuilderContract.class
      })
  void the_reference_page_lists_the_laws(Class<?> contract) throws IOException {
    new LawsPage(Path.of("../../docs/reference/tck.md")).lists(contract);
  }
}
