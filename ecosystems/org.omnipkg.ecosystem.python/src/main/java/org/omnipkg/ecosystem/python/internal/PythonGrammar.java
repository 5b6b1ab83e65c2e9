package org.omnipkg.ecosystem.python.internal;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.Map;
import org.omnipkg.ecosystem.python.internal.requirement.Explanation;
import org.omnipkg.ecosystem.python.internal.requirement.RequirementReader;
import org.omnipkg.ecosystem.python.internal.requirement.RequirementsReader;
import org.omnipkg.ecosystem.python.internal.text.Malformed;
import org.omnipkg.ecosystem.python.internal.text.Names;
import org.omnipkg.model.Dependency;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Refusal;
import org.omnipkg.model.Tie;
import org.omnipkg.spi.Grammar;
import org.omnipkg.spi.RequirementsFile;

/** Requirements of PEP 508, names of PEP 503, requirements files as pip reads them. */
public final class PythonGrammar implements Grammar {
  @Override
  public Dependency parse(String words) {
    return parse(words, "");
  }

  @Override
  public Dependency parse(String words, String feature) {
    try {
      return RequirementReader.read(words).dependency(feature, Tie.NEEDS);
    } catch (Malformed e) {
      throw new Refusal(Explanation.of(e));
    }
  }

  @Override
  public PackageName name(String spelled) {
    return new PackageName("python", Names.normalize(spelled.strip()));
  }

  @Override
  public String purl(Pin pin) {
    try {
      return new PackageURL("pypi", null, pin.name().name(), pin.version(), null, null)
          .canonicalize();
    } catch (MalformedPackageURLException e) {
      throw new IllegalArgumentException("no package URL for " + pin, e);
    }
  }

  @Override
  public RequirementsFile file(String text, String origin) {
    return file(text, origin, Map.of());
  }

  @Override
  public RequirementsFile file(String text, String origin, Map<String, String> environment) {
    return new RequirementsReader(origin, environment).read(text);
  }
}
