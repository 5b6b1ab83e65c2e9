package @PACKAGE@;

import java.util.Set;
import org.omnipkg.spi.Ecosystem;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.Layout;
import org.omnipkg.spi.PackageIndex;
import org.omnipkg.spi.ProvidesEcosystem;
import org.omnipkg.spi.Versions;
import org.osgi.service.component.annotations.Component;

/** The language's mandatory parts, which arrive and leave together. */
@ProvidesEcosystem(@NAME@Language.ID)
@Component(property = Ecosystem.ID + "=" + @NAME@Language.ID)
public final class @NAME@Language implements Ecosystem {
  static final String ID = "@ID@";

  private final Grammar grammar = new @NAME@Grammar();
  private final Versions versions = new @NAME@Versions();
  private final PackageIndex index = new @NAME@Index(grammar, versions);
  private final Layout layout = new @NAME@Layout();

  @Override
  public String id() {
    return ID;
  }

  /** Other prefixes that users may write. */
  @Override
  public Set<String> aliases() {
    return Set.of();
  }

  @Override
  public Grammar grammar() {
    return grammar;
  }

  @Override
  public Versions versions() {
    return versions;
  }

  @Override
  public PackageIndex index() {
    return index;
  }

  @Override
  public Layout layout() {
    return layout;
  }
}
