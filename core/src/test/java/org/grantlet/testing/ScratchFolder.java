package org.grantlet.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of database servers that no test ends in the middle: nothing has to outlive them. */
public final class ScratchFolder {
  /** Linux keeps it in memory, where to write for certain takes no time. */
  private static final Path MEMORY = Path.of("/dev/shm");

  /** A container may have as little as 64 MB there. */
  private static final long ROOM_BYTES = 1L << 30;

  private ScratchFolder() {}

  /** Makes an empty one, in memory if the system has the room; the caller deletes it. */
  public static Path create(String prefix) throws IOException {
    return hasRoomInMemory()
        ? Files.createTempDirectory(MEMORY, prefix)
        : Files.createTempDirectory(prefix);
  }

  private static boolean hasRoomInMemory() throws IOException {
    return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ROOM_BYTES;
  }
}
