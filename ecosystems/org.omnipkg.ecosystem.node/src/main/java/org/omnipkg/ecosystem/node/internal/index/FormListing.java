package org.omnipkg.ecosystem.node.internal.index;

import java.util.ArrayList;
import java.util.List;
import org.omnipkg.model.LateMap;
import org.omnipkg.model.Listing;
import org.omnipkg.model.Manifest;
import org.omnipkg.model.PackageName;
import org.omnipkg.model.Pin;
import org.omnipkg.model.Release;

/** A form as a listing: files and manifests are read when they are looked at. */
final class FormListing {
  private final Form form;
  private final VersionReleases made;
  private final List<Pin> pins = new ArrayList<>();

  private FormListing(Form form, VersionReleases made) {
    this.form = form;
    this.made = made;
  }

  static Listing of(Form form, PackageName name, Registries.Address registry, String label) {
    FormListing one = new FormListing(form, new VersionReleases(name, registry));
    List<Release> releases = new ArrayList<>(form.size());
    for (int i = 0; i < form.size(); i++) {
      int number = i;
      Release release = one.made.release(form.head(number), () -> form.whole(number));
      releases.add(release);
      one.pins.add(release.pin());
    }
    return new Listing(name, releases, form.tags, new LateMap<>(one.pins, one::manifest), label);
  }

  private Manifest manifest(Pin pin) {
    return made.manifest(form.whole(pins.indexOf(pin)), pin);
  }
}
