package io.github.lanewise.lenet.data;

import io.github.lanewise.lenet.data.PublicDataset.RemoteFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Brings a file over HTTP, going on where an earlier attempt broke off. Neither a server that stops sending nor one that
 * never stops can hold it: each chunk has a time limit, and the length is known beforehand. Whether the bytes are right
 * is for the caller to check.
 */
final class Transfer implements AutoCloseable {
    /** Must arrive within the time limit; so a server that drips counts as one that stalls. */
    private static final int CHUNK = 1 << 14;

    private static final int OK = 200;
    private static final int PARTIAL_CONTENT = 206;

    private final Duration patience;
    private final Progress progress;
    private final HttpClient client;

    /** HttpClient limits the wait for headers but not for the body, so the body is read by a thread we can leave. */
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Makes ready for any number of files.
     *
     * @param patience
     *            how long to wait for a connection, for headers, and for every 16 KiB of a body
     * @param progress
     *            what to tell
     */
    Transfer(Duration patience, Progress progress) {
        this.patience = patience;
        this.progress = progress;
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NORMAL).build();
    }

    /**
     * Completes a partial file, or makes it. What arrived before a failure stays there for the next attempt.
     *
     * @param url
     *            where the file is
     * @param file
     *            its name and its length
     * @param part
     *            the partial file; has exactly that length in the end
     * @throws IOException
     *             if the server refuses, stalls, breaks off or announces another length; the message says which
     */
    void complete(URI url, RemoteFile file, Path part) throws IOException {
        long size = file.size();
        long present = Files.exists(part) ? Files.size(part) : 0;
        if (present == size) {
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(patience);
        boolean resume = present > 0 && present < size;
        if (resume) {
            request.header("Range", "bytes=" + present + "-");
        }
        HttpResponse<InputStream> response = send(request.build());
        try (InputStream body = response.body()) {
            long start = start(response, resume ? present : 0);
            long length = response.headers().firstValueAsLong("Content-Length").orElse(size - start);
            if (start + length != size) {
                throw new IOException("wrong length: %d bytes; expected %d".formatted(start + length, size));
            }
            append(body, start, file, part);
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Tells at which byte of the file the body starts; a server may ignore the wish for a range. */
    private static long start(HttpResponse<InputStream> response, long wanted) throws IOException {
        int status = response.statusCode();
        if (status == OK) {
            return 0;
        }
        if (status != PARTIAL_CONTENT) {
            throw new IOException("HTTP status " + status);
        }
        String range = response.headers().firstValue("Content-Range").orElse("");
        if (!range.startsWith("bytes " + wanted + "-")) {
            throw new IOException("asked for bytes from %d, got range '%s'".formatted(wanted, range));
        }
        return wanted;
    }

    private void append(InputStream body, long start, RemoteFile file, Path part) throws IOException {
        long size = file.size();
        try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                Progress.Task task = progress.begin(file.name(), start, size)) {
            out.truncate(start);
            out.position(start);
            long done = start;
            while (done < size) {
                byte[] chunk = read(body, (int) Math.min(CHUNK, size - done));
                if (chunk.length == 0) {
                    throw new IOException("breaks off after %d of %d bytes".formatted(done, size));
                }
                out.write(ByteBuffer.wrap(chunk));
                done += chunk.length;
                task.advanceTo(done);
            }
            out.force(true);
        }
    }

    private byte[] read(InputStream body, int length) throws IOException {
        try {
            return readers.submit(() -> body.readNBytes(length)).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("stalls: no %d bytes within %d ms".formatted(length, patience.toMillis()), e);
        } catch (ExecutionException e) {
            throw new IOException("breaks off: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        IOException error = new InterruptedIOException("interrupted");
        error.initCause(cause);
        return error;
    }

    /** Leaves no thread behind, not even one that waits for a stalled server. */
    @Override
    public void close() {
        readers.shutdownNow();
        client.shutdownNow();
    }
}
