package @PACKAGE@;

import java.util.List;
import java.util.Optional;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.RuntimeSource;
import org.osgi.service.component.annotations.Component;

/** How interpreters or toolchains of the language are found on a machine, and obtained. */
@Component(property = Ecosystem.ID + "=" + @NAME@Language.ID)
public final class @NAME@Runtimes implements RuntimeSource {
  @Override
  public List<Candidate> locate(Desk desk) {
    throw new Missing(
        "@NAME@Runtimes.locate",
        "find executables that look like the language's, without running one: in the folders of"
            + " desk.environment().get(\"PATH\") and where version managers put theirs");
  }

  @Override
  public Optional<Runtime> probe(Candidate candidate, Desk desk) {
    throw new Missing(
        "@NAME@Runtimes.probe",
        "run a candidate once by desk.run, with its own variables, and say its version; empty when"
            + " it is something else");
  }

  @Override
  public List<Provider> providers(Platform platform, Desk desk) {
    throw new Missing(
        "@NAME@Runtimes.providers",
        "say which runtimes can be obtained for a platform, newest first, each with the digest of"
            + " its archive; an empty list when they only come with the machine");
  }

  @Override
  public boolean matches(String version, String wanted) {
    throw new Missing(
        "@NAME@Runtimes.matches",
        "say whether a version is meant by a wish: itself, whole components from its beginning, or"
            + " nothing at all");
  }
}
