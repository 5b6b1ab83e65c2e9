package org.omnipkg.tck.sabotage;

import java.nio.file.Path;
import java.util.List;
import org.omnipkg.model.Runtime;
import org.omnipkg.spi.Desk;
import org.omnipkg.spi.ProjectReader;

/** Reads what another does, with a runtime too; extend it to change a little of it. */
class OtherReader implements ProjectReader {
  final ProjectReader sound;

  OtherReader(ProjectReader sound) {
    this.sound = sound;
  }

  @Override
  public List<String> files() {
    return sound.files();
  }

  @Override
  public Project read(Path folder, Desk desk) {
    return sound.read(folder, desk);
  }

  @Override
  public boolean serves(Runtime runtime) {
    return sound.serves(runtime);
  }
}
