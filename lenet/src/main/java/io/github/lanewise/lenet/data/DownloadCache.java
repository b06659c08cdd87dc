package io.github.lanewise.lenet.data;

import io.github.lanewise.lenet.data.PublicDataset.RemoteFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * A folder of downloaded data sets, one subfolder each. A file has its final name only once it is complete and its
 * checksum is right; until then it is called {@code .part} and belongs to whoever holds the lock of the subfolder. A
 * file that lost its checksum since is downloaded anew.
 */
final class DownloadCache {
    static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(20);

    /** File locks keep out other processes; within one they throw instead of waiting. */
    private static final ReentrantLock THIS_PROCESS = new ReentrantLock();

    private final Path root;
    private final Duration patience;
    private final Progress progress;

    /**
     * Uses a folder, which is made when needed.
     *
     * @param root
     *            the folder of all data sets
     * @param patience
     *            how long a server may be silent
     * @param progress
     *            what to tell about downloads
     */
    DownloadCache(Path root, Duration patience, Progress progress) {
        this.root = root;
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * Makes sure that a data set is there.
     *
     * @param dataset
     *            which one
     * @return the folder with its four files, every one of them checked
     * @throws DataException
     *             if a file can be had from no mirror; the message lists each mirror with its reason and says where to
     *             put the files by hand
     */
    Path fetch(PublicDataset dataset) throws DataException {
        Path folder = root.resolve(dataset.name());
        try {
            // A complete data set needs no lock, so it may lie on a read-only disk.
            if (!missing(dataset, folder).isEmpty()) {
                fetchLocked(dataset, folder);
            }
        } catch (DataException e) {
            throw e;
        } catch (InterruptedIOException e) {
            throw new DataException(dataset.name(), "", "download interrupted; it goes on from there next time", e);
        } catch (IOException e) {
            throw new DataException(folder.toString(), "", "the download folder cannot be used: " + e, e);
        }
        return folder;
    }

    private void fetchLocked(PublicDataset dataset, Path folder) throws IOException {
        Files.createDirectories(folder);
        THIS_PROCESS.lock();
        try (FileChannel channel = FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); Transfer transfer = new Transfer(patience, progress)) {
            channel.lock();
            // Looked at again: whoever held the lock before may have brought them.
            for (RemoteFile file : missing(dataset, folder)) {
                fetch(dataset, file, folder, transfer);
            }
        } finally {
            THIS_PROCESS.unlock();
        }
    }

    private static List<RemoteFile> missing(PublicDataset dataset, Path folder) throws IOException {
        List<RemoteFile> missing = new ArrayList<>();
        for (RemoteFile file : dataset.files()) {
            Path present = folder.resolve(file.name());
            if (!Files.isRegularFile(present) || Files.size(present) != file.size()
                    || !md5(present).equals(file.md5())) {
                missing.add(file);
            }
        }
        return missing;
    }

    private void fetch(PublicDataset dataset, RemoteFile file, Path folder, Transfer transfer) throws IOException {
        Path part = folder.resolve(file.name() + ".part");
        List<String> failures = new ArrayList<>();
        for (URI mirror : dataset.mirrors()) {
            try {
                fetchChecked(mirror.resolve(file.name()), file, part, transfer);
                Files.move(part, folder.resolve(file.name()), StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                return;
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                String failure = mirror + ": " + reason(e);
                failures.add(failure);
                progress.note(file.name() + " not from " + failure);
            }
        }
        throw unavailable(dataset, file, folder, failures);
    }

    /** Brings the file and checks it; a wrong sum may be the fault of an old part, so that gets a second, fresh try. */
    private static void fetchChecked(URI url, RemoteFile file, Path part, Transfer transfer) throws IOException {
        boolean fresh = !Files.exists(part);
        while (true) {
            transfer.complete(url, file, part);
            String md5 = md5(part);
            if (md5.equals(file.md5())) {
                return;
            }
            Files.delete(part);
            if (fresh) {
                throw new IOException("altered: its MD5 sum is %s; expected %s".formatted(md5, file.md5()));
            }
            fresh = true;
        }
    }

    private static String reason(IOException error) {
        if (error instanceof ConnectException) {
            return "no connection"; // comes without a message
        }
        return error.getMessage() == null ? error.getClass().getSimpleName() : error.getMessage();
    }

    private static DataException unavailable(PublicDataset dataset, RemoteFile file, Path folder,
            List<String> failures) {
        String names = dataset.files().stream().map(RemoteFile::name).collect(Collectors.joining(", "));
        return new DataException(dataset.name(), file.name(), """
                no mirror has it:
                  %s
                To do without a network, put %s into %s, where their MD5 sums are checked, or into any folder and name \
                that folder in place of %s.""".formatted(String.join("\n  ", failures), names, folder,
                dataset.name()));
    }

    private static String md5(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
