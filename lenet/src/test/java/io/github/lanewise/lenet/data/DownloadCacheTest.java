package io.github.lanewise.lenet.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lanewise.lenet.data.PublicDataset.RemoteFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DownloadCacheTest {
    /** Longer than a busy machine may pause; only servers that stall on purpose are given less. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(1);
    private static final String TRAIN_IMAGES = "train-images-idx3-ubyte.gz";

    /** 150 images do not shrink: 115 KiB, enough chunks for a file to break off in the middle. */
    private static final Map<String, byte[]> FILES = files();
    private static final byte[] CONTENT = FILES.get(TRAIN_IMAGES);

    @TempDir
    private Path root;
    private final List<LocalMirror> mirrors = new ArrayList<>();
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stopMirrors() {
        mirrors.forEach(LocalMirror::close);
    }

    @Test
    void downloadsOnceAndThenReadsTheCache() throws IOException {
        LocalMirror mirror = mirror(LocalMirror.GOOD);
        DatasetOptions options = DatasetOptions.defaults().withCacheFolder(root).withProgress(recorder());
        for (int time = 0; time < 2; time++) {
            Dataset dataset = Datasets.download(dataset(mirror.uri()), options, PATIENCE);
            assertEquals("fake", dataset.name());
            assertEquals("fake digits, 150 training and 20 test images", dataset.description());
            assertArrayEquals(IdxBytes.pixels(150), dataset.trainImages());
            assertArrayEquals(IdxBytes.pixels(20), dataset.testImages());
        }
        assertEquals(List.copyOf(FILES.keySet()), mirror.requests());
        assertTrue(notes.contains(TRAIN_IMAGES + " " + CONTENT.length + " of " + CONTENT.length), notes::toString);
        checkClean();
    }

    @Test
    void everyFailureFallsBackToTheNextMirror() throws IOException {
        checkFallsBack(LocalMirror.NOT_FOUND, "HTTP status 404");
        checkFallsBack(LocalMirror.ALTERED, "altered: its MD5 sum is ");
        checkFallsBack(LocalMirror.WRONG_LENGTH, "wrong length: %d bytes; expected %d".formatted(CONTENT.length - 1,
                CONTENT.length));
        checkFallsBack(LocalMirror.ENDLESS, "altered: its MD5 sum is ");
        checkFallsBack(LocalMirror.REDIRECTS_FOR_EVER, "HTTP status 302");
        checkFallsBack(LocalMirror.SILENT, "request timed out");
        checkFallsBack(LocalMirror.DRIPS, "stalls: no 16384 bytes within 1000 ms");
    }

    private void checkFallsBack(LocalMirror.Behaviour behaviour, String reason) throws IOException {
        deleteCache();
        notes.clear();
        LocalMirror bad = mirror(LocalMirror.GOOD).except(TRAIN_IMAGES, behaviour);
        LocalMirror good = mirror(LocalMirror.GOOD);
        fetch(SHORT_PATIENCE, bad.uri(), good.uri());
        checkFiles();
        checkClean();
        assertEquals(List.of(TRAIN_IMAGES), good.requests());
        String prefix = TRAIN_IMAGES + " not from " + bad.uri() + ": " + reason;
        assertTrue(notes.stream().anyMatch(note -> note.startsWith(prefix)), () -> prefix + " in " + notes);
    }

    @Test
    void nextMirrorGoesOnWhereOneBrokeOff() throws IOException {
        for (LocalMirror.Behaviour behaviour : List.of(LocalMirror.TRUNCATED, LocalMirror.STALLS_HALFWAY)) {
            deleteCache();
            LocalMirror bad = mirror(LocalMirror.GOOD).except(TRAIN_IMAGES, behaviour);
            LocalMirror good = mirror(LocalMirror.GOOD);
            fetch(SHORT_PATIENCE, bad.uri(), good.uri());
            checkFiles();
            int whole = CONTENT.length * 3 / 4 / 16384 * 16384;
            assertEquals(List.of(TRAIN_IMAGES + " bytes=" + whole + "-"), good.requests());
        }
    }

    @Test
    void nextRunGoesOnWhereOneBrokeOff() throws IOException {
        LocalMirror bad = mirror(LocalMirror.TRUNCATED);
        assertThrows(DataException.class, () -> fetch(bad.uri()));
        assertFalse(Files.exists(root.resolve("fake").resolve(TRAIN_IMAGES)));
        long present = Files.size(part());
        assertTrue(present > 0 && present < CONTENT.length);
        LocalMirror good = mirror(LocalMirror.GOOD);
        fetch(good.uri());
        checkFiles();
        assertEquals(TRAIN_IMAGES + " bytes=" + present + "-", good.requests().getFirst());
    }

    @Test
    void serverMayIgnoreTheRange() throws IOException {
        leavePart(Arrays.copyOf(CONTENT, 1000));
        LocalMirror mirror = mirror(LocalMirror.IGNORES_RANGE);
        fetch(mirror.uri());
        checkFiles();
        assertEquals(TRAIN_IMAGES + " bytes=1000-", mirror.requests().getFirst());
    }

    @Test
    void anotherRangeThanAskedForIsRefused() throws IOException {
        leavePart(Arrays.copyOf(CONTENT, 1000));
        fetch(mirror(LocalMirror.OTHER_RANGE).uri(), mirror(LocalMirror.GOOD).uri());
        checkFiles();
        assertTrue(notes.stream().anyMatch(note -> note.contains("asked for bytes from 1000, got range 'bytes 1-")),
                notes::toString);
    }

    @Test
    void wrongPartIsDroppedAndFetchedAnew() throws IOException {
        leavePart(new byte[1000]);
        LocalMirror mirror = mirror(LocalMirror.GOOD);
        fetch(mirror.uri());
        checkFiles();
        assertEquals(List.of(TRAIN_IMAGES + " bytes=1000-", TRAIN_IMAGES), mirror.requests().subList(0, 2));
    }

    @Test
    void partsThatAreCompleteOrTooLong() throws IOException {
        leavePart(CONTENT);
        LocalMirror mirror = mirror(LocalMirror.GOOD);
        fetch(mirror.uri());
        checkFiles();
        assertFalse(mirror.requests().contains(TRAIN_IMAGES), "complete part fetched again");
        deleteCache();
        leavePart(Arrays.copyOf(CONTENT, CONTENT.length + 1));
        fetch(mirror.uri());
        checkFiles();
        assertTrue(mirror.requests().contains(TRAIN_IMAGES), "too long part not fetched anew");
    }

    @Test
    void alteredCacheFileIsFetchedAnew() throws IOException {
        LocalMirror mirror = mirror(LocalMirror.GOOD);
        Path file = fetch(mirror.uri()).resolve(TRAIN_IMAGES);
        byte[] altered = CONTENT.clone();
        altered[100] ^= 4;
        Files.write(file, altered);
        fetch(mirror.uri());
        checkFiles();
        Files.write(file, Arrays.copyOf(CONTENT, 100));
        fetch(mirror.uri());
        checkFiles();
        assertEquals(3, Collections.frequency(mirror.requests(), TRAIN_IMAGES));
    }

    @Test
    void redirectsAreFollowed() throws IOException {
        LocalMirror good = mirror(LocalMirror.GOOD);
        fetch(mirror(LocalMirror.redirectsTo(good.uri())).uri());
        checkFiles();
    }

    @Test
    void listsEveryMirrorWithItsReason() throws IOException {
        URI absent = mirror(LocalMirror.NOT_FOUND).uri();
        URI altered = mirror(LocalMirror.ALTERED).uri();
        URI refused = refusingPort();
        DataException error = assertThrows(DataException.class, () -> fetch(absent, refused, altered));
        String md5 = FAKE_FILES.getFirst().md5();
        String[] lines = error.getMessage().split("\n");
        assertEquals("fake: " + TRAIN_IMAGES + ": no mirror has it:", lines[0]);
        assertEquals("  " + absent + ": HTTP status 404", lines[1]);
        assertEquals("  " + refused + ": no connection", lines[2]);
        assertTrue(lines[3].startsWith("  " + altered + ": altered: its MD5 sum is "), lines[3]);
        assertTrue(lines[3].endsWith("; expected " + md5), lines[3]);
        assertEquals("To do without a network, put " + String.join(", ", FILES.keySet()) + " into "
                + root.resolve("fake")
                + ", where their MD5 sums are checked, or into any folder and name that folder in place of fake.",
                lines[4]);
        assertEquals(5, lines.length);
        assertFalse(Files.exists(part()), "altered part left");
    }

    @Test
    void saysThatTheFolderCannotBeUsed() throws IOException {
        Path file = Files.createFile(root.resolve("file"));
        DownloadCache cache = new DownloadCache(file, PATIENCE, recorder());
        DataException error = assertThrows(DataException.class, () -> cache.fetch(dataset(refusingPort())));
        assertTrue(error.getMessage().startsWith(file.resolve("fake") + ": the download folder cannot be used: "),
                error.getMessage());
    }

    @Test
    void interruptionEndsTheDownload() throws Exception {
        LocalMirror mirror = mirror(LocalMirror.SILENT);
        CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            DataException error = assertThrows(DataException.class, () -> fetch(mirror.uri(), mirror.uri()));
            stillInterrupted.complete(Thread.interrupted() && error.getMessage().contains("download interrupted"));
        });
        while (mirror.requests().isEmpty()) {
            Thread.sleep(5);
        }
        thread.interrupt();
        assertTrue(stillInterrupted.get());
        assertEquals(1, mirror.requests().size());
    }

    @Test
    void threadsShareOneDownload() throws IOException {
        LocalMirror mirror = mirror(LocalMirror.SLOW);
        CompletableFuture.allOf(IntStream.range(0, 4).mapToObj(i -> CompletableFuture.runAsync(() -> {
            try {
                fetch(mirror.uri());
            } catch (DataException e) {
                throw new IllegalStateException(e);
            }
        }, task -> Thread.ofPlatform().start(task))).toArray(CompletableFuture[]::new)).join();
        checkFiles();
        assertEquals(List.copyOf(FILES.keySet()), mirror.requests());
    }

    @Test
    void processesShareOneDownload() throws Exception {
        LocalMirror mirror = mirror(LocalMirror.SLOW);
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                    DownloadCacheTest.class.getName(), root.toString(), mirror.uri().toString()).inheritIO().start());
        }
        for (Process process : processes) {
            assertEquals(0, process.waitFor());
        }
        checkFiles();
        checkClean();
        assertEquals(List.copyOf(FILES.keySet()), mirror.requests());
    }

    /** The other process of {@link #processesShareOneDownload()}: a cache folder and a mirror. */
    public static void main(String[] args) throws IOException {
        new DownloadCache(Path.of(args[0]), PATIENCE, Progress.silent())
                .fetch(dataset(URI.create(args[1])));
    }

    private static final List<RemoteFile> FAKE_FILES = FILES.entrySet().stream()
            .map(file -> new RemoteFile(file.getKey(), file.getValue().length, md5(file.getValue()))).toList();

    private static PublicDataset dataset(URI... mirrors) {
        return new PublicDataset("fake", "fake digits", Dataset.DIGITS, List.of(mirrors), FAKE_FILES);
    }

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(TRAIN_IMAGES, IdxBytes.gzip(IdxBytes.images(150)));
        files.put("train-labels-idx1-ubyte.gz", IdxBytes.gzip(IdxBytes.labels(150)));
        files.put("t10k-images-idx3-ubyte.gz", IdxBytes.gzip(IdxBytes.images(20)));
        files.put("t10k-labels-idx1-ubyte.gz", IdxBytes.gzip(IdxBytes.labels(20)));
        return files;
    }

    private static String md5(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private LocalMirror mirror(LocalMirror.Behaviour behaviour) throws IOException {
        LocalMirror mirror = new LocalMirror(FILES, behaviour);
        mirrors.add(mirror);
        return mirror;
    }

    private static URI refusingPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        }
    }

    private Path fetch(URI... mirrors) throws DataException {
        return fetch(PATIENCE, mirrors);
    }

    private Path fetch(Duration patience, URI... mirrors) throws DataException {
        return new DownloadCache(root, patience, recorder()).fetch(dataset(mirrors));
    }

    private Path part() {
        return root.resolve("fake").resolve(TRAIN_IMAGES + ".part");
    }

    private void leavePart(byte[] content) throws IOException {
        Files.createDirectories(part().getParent());
        Files.write(part(), content);
    }

    private void deleteCache() throws IOException {
        Path folder = root.resolve("fake");
        if (Files.exists(folder)) {
            for (Path file : list(folder)) {
                Files.delete(file);
            }
        }
    }

    private void checkFiles() throws IOException {
        for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
            assertArrayEquals(file.getValue(), Files.readAllBytes(root.resolve("fake").resolve(file.getKey())));
        }
    }

    /** Nothing lies in the folder but the files and the lock. */
    private void checkClean() throws IOException {
        assertEquals(FILES.size() + 1, list(root.resolve("fake")).size());
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private Progress recorder() {
        return new Progress() {
            @Override
            public Task begin(String name, long present, long total) {
                return new Task() {
                    @Override
                    public void advanceTo(long bytes) {
                        notes.add(name + " " + bytes + " of " + total);
                    }

                    @Override
                    public void close() {
                        notes.add(name + " closed");
                    }
                };
            }

            @Override
            public void note(String line) {
                notes.add(line);
            }
        };
    }
}
