package io.github.lanewise.lenet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files whole or not at all: beside, synced, then renamed. */
public final class WholeFile {
    private static final String PART = ".part";

    private WholeFile() {}

    /**
     * Removes what processes that were killed while they wrote a file have left beside it.
     *
     * @param file
     *            the file, which stays as it is
     * @throws IOException
     *             if that cannot be done
     */
    public static void sweep(Path file) throws IOException {
        String name = "." + file.getFileName() + ".";
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(file.toAbsolutePath().getParent(),
                path -> path.getFileName().toString().startsWith(name)
                        && path.getFileName().toString().endsWith(PART))) {
            for (Path part : parts) {
                Files.deleteIfExists(part);
            }
        }
    }

    /**
     * Writes a file, replacing what was there.
     *
     * @param file
     *            where to
     * @param parts
     *            its bytes
     * @throws IOException
     *             if it cannot be written; the file is then as before
     */
    public static void write(Path file, byte[]... parts) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            throw new NoSuchFileException(folder.toString());
        }
        Path beside = file
                .resolveSibling("." + file.getFileName() + "." + ProcessHandle.current().pid() + PART);
        try {
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                for (byte[] part : parts) {
                    ByteBuffer bytes = ByteBuffer.wrap(part);
                    while (bytes.hasRemaining()) {
                        channel.write(bytes);
                    }
                }
                channel.force(true);
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
