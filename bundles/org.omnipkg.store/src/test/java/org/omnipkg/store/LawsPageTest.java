package org.omnipkg.store;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.tck.LawsPage;

class LawsPageTest {
  @ParameterizedTest
  @ValueSource(classes = {StoreContract.class, LedgerContract.class})
  void the_reference_page_lists_the_laws(Class<?> contract) throws IOException {
    new LawsPage(Path.of("../../docs/reference/tck.md")).lists(contract);
  }
}
