package org.omnipkg.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
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
        ClosureContract.class,
        RuntimeSourceContract.class,
        ClientSettingsContract.class,
        RunningContract.class,
        PackingContract.class,
        InstancesContract.class,
        RequirementsFileContract.class,
        BuilderContract.class,
        FinisherContract.class,
        PackerContract.class,
        NameSearchContract.class,
        ProjectReaderContract.class,
        ProjectProgramContract.class,
        ExcerptsContract.class,
        SurveyorContract.class,
        BundleContract.class,
        ResolverBundleContract.class
      })
  void the_reference_page_lists_the_laws(Class<?> contract) throws IOException {
    Path page = Path.of("../..", BrokenLaw.PAGE);
    new LawsPage(page).lists(contract);
    String heading = "\n## " + contract.getAnnotation(Contract.class).value() + "\n";
    assertTrue(Files.readString(page).contains(heading), heading);
  }
}
