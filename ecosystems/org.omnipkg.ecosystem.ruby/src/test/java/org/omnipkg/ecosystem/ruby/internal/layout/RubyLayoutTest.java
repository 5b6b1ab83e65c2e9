package org.omnipkg.ecosystem.ruby.internal.layout;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.omnipkg.ecosystem.ruby.internal.Rubies;
import org.omnipkg.ecosystem.ruby.internal.platform.Fit;
import org.omnipkg.model.Artifact;
import org.omnipkg.model.Target;
import org.omnipkg.spi.Layout;
import org.omnipkg.tck.LayoutContract;
import org.omnipkg.tck.Parcel;

public class RubyLayoutTest extends LayoutContract {
  @Override
  protected Layout layout() {
    return new RubyLayout();
  }

  @Override
  protected Target target() {
    return Rubies.ruby31();
  }

  private static PlainGem brick() {
    return new PlainGem("brick", "1.0").file("lib/brick.rb", "module Brick; end\n").command("lay");
  }

  @Override
  protected List<Parcel> parcels() {
    PlainGem stone = new PlainGem("_stone", "2.0.1").file("lib/stone.rb", "").command("stone");
    stone.platform = "x86_64-linux";
    return List.of(brick().parcel(), stone.parcel());
  }

  private static Parcel spoilt(Consumer<PlainGem> flaw) {
    PlainGem gem = brick();
    flaw.accept(gem);
    return gem.parcel();
  }

  @Override
  protected List<Parcel> contradictions() {
    Parcel sound = brick().parcel();
    Parcel bare = new Parcel(sound.pin(), sound.artifact(), Map.of("data.tar.gz/x", new byte[0]));
    Parcel other = new Parcel(sound.pin(), PlainGem.artifact("x-1.gem", ""), sound.files());
    return List.of(
        bare,
        other,
        spoilt(gem -> gem.name = "stone"),
        spoilt(gem -> gem.version = "1.0.0"),
        spoilt(gem -> gem.executables.add("../../evil")),
        spoilt(gem -> gem.executables.add("a b")),
        spoilt(gem -> gem.bindir = "../bin"),
        spoilt(gem -> gem.bindir = "/bin"),
        spoilt(gem -> gem.requirePath = "lib/../../.."),
        spoilt(gem -> gem.extensions.add("/etc/extconf.rb")),
        spoilt(gem -> gem.checksum = "0".repeat(64)));
  }

  @Override
  protected List<Artifact> fitting() {
    return List.of(
        PlainGem.artifact("brick-1.0-x86_64-linux.gem", "x86_64-linux"),
        PlainGem.artifact("brick-1.0-x86_64-linux-gnu.gem", "x86_64-linux-gnu"),
        PlainGem.artifact("brick-1.0.gem", ""));
  }

  @Override
  protected List<Artifact> unfit() {
    Artifact young = PlainGem.artifact("brick-1.0.gem", "");
    return List.of(
        PlainGem.artifact("brick-1.0-java.gem", "java"),
        PlainGem.artifact("brick-1.0-aarch64-linux.gem", "aarch64-linux"),
        PlainGem.artifact("brick-1.0-x86_64-linux-musl.gem", "x86_64-linux-musl"),
        PlainGem.artifact("brick-1.0-x86_64-darwin.gem", "x86_64-darwin"),
        new Artifact(
            young.filename(),
            young.format(),
            young.location(),
            young.hashes(),
            young.size(),
            Map.of(Fit.REQUIRES_RUBY, ">= 3.2")),
        new Artifact(
            young.filename(),
            young.format(),
            young.location(),
            young.hashes(),
            young.size(),
            Map.of(Fit.REQUIRES_RUBYGEMS, ">= 99")));
  }

  @Override
  protected Set<String> commands() {
    return Set.of("lay", "stone");
  }
}
