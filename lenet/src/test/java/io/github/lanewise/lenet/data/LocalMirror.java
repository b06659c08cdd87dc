package io.github.lanewise.lenet.data;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A mirror on this machine that serves files well or in one of the ways in which mirrors fail. */
final class LocalMirror implements AutoCloseable {
    /** How one request is answered. */
    interface Behaviour {
        void answer(LocalMirror mirror, HttpExchange exchange, byte[] content) throws IOException;
    }

    static final Behaviour GOOD = (mirror, exchange, content) -> {
        int from = rangeStart(exchange);
        if (from > 0) {
            exchange.getResponseHeaders().add("Content-Range",
                    "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
        }
        send(exchange, from > 0 ? 206 : 200, content.length - from, Arrays.copyOfRange(content, from, content.length));
    };
    static final Behaviour IGNORES_RANGE = (mirror, exchange, content) -> send(exchange, 200, content.length, content);
    static final Behaviour OTHER_RANGE = (mirror, exchange, content) -> {
        exchange.getResponseHeaders().add("Content-Range", "bytes 1-%d/%d".formatted(content.length, content.length));
        send(exchange, 206, content.length, content);
    };
    static final Behaviour NOT_FOUND = (mirror, exchange, content) -> exchange.sendResponseHeaders(404, -1);
    static final Behaviour ALTERED = (mirror, exchange, content) -> {
        byte[] altered = content.clone();
        altered[content.length / 2] ^= 1;
        send(exchange, 200, content.length, altered);
    };
    static final Behaviour WRONG_LENGTH = (mirror, exchange, content) -> send(exchange, 200, content.length - 1,
            Arrays.copyOf(content, content.length - 1));
    static final Behaviour TRUNCATED = (mirror, exchange, content) -> send(exchange, 200, content.length,
            Arrays.copyOf(content, content.length * 3 / 4));
    static final Behaviour ENDLESS = (mirror, exchange, content) -> {
        exchange.sendResponseHeaders(200, 0);
        while (!mirror.isClosing()) {
            exchange.getResponseBody().write(new byte[content.length]);
        }
    };
    static final Behaviour SILENT = (mirror, exchange, content) -> mirror.awaitClosing();
    static final Behaviour STALLS_HALFWAY = (mirror, exchange, content) -> {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content, 0, content.length * 3 / 4);
        exchange.getResponseBody().flush();
        mirror.awaitClosing();
    };
    static final Behaviour DRIPS = (mirror, exchange, content) -> {
        exchange.sendResponseHeaders(200, content.length);
        for (int i = 0; i < content.length && !mirror.isClosing(); i++) {
            exchange.getResponseBody().write(content[i]);
            exchange.getResponseBody().flush();
            pause(20);
        }
    };
    static final Behaviour SLOW = (mirror, exchange, content) -> {
        pause(100);
        GOOD.answer(mirror, exchange, content);
    };
    static final Behaviour REDIRECTS_FOR_EVER = (mirror, exchange, content) -> {
        exchange.getResponseHeaders().add("Location", exchange.getRequestURI().getPath());
        exchange.sendResponseHeaders(302, -1);
    };

    private final Map<String, byte[]> files;
    private final Behaviour behaviour;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Behaviour> exceptions = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    LocalMirror(Map<String, byte[]> files, Behaviour behaviour) throws IOException {
        this.files = files;
        this.behaviour = behaviour;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    static Behaviour redirectsTo(URI other) {
        return (mirror, exchange, content) -> {
            exchange.getResponseHeaders().add("Location", other.resolve("." + exchange.getRequestURI()).toString());
            exchange.sendResponseHeaders(302, -1);
        };
    }

    LocalMirror except(String file, Behaviour other) {
        exceptions.put(file, other);
        return this;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** What was asked for so far: the file, and behind a blank the Range header if there was one. */
    List<String> requests() {
        return requests;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String file = exchange.getRequestURI().getPath().substring(1);
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(range == null ? file : file + " " + range);
        try (exchange) {
            exceptions.getOrDefault(file, behaviour).answer(this, exchange, files.get(file));
        }
    }

    private static int rangeStart(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        return range == null ? 0 : Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    }

    private static void send(HttpExchange exchange, int status, long announced, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, announced);
        OutputStream body = exchange.getResponseBody();
        body.write(bytes);
        body.flush();
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void awaitClosing() throws IOException {
        try {
            closing.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void pause(int millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
