package io.github.lanewise.rivals;

import io.github.lanewise.bench.lenet.LenetShape;
import io.github.lanewise.kernels.Pool2dShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** Who takes part: a library, how it is set up, and what it can do. */
enum Contender {
    /** These kernels. */
    LANEWISE("lanewise", Layout.USER, Lanewise::new, (_, _) -> true),
    /** oneDNN on the user's rows and N×C×H×W, its reorders timed where it wants others. */
    ONEDNN_NAT("onednn nat", Layout.USER, () -> new OneDnn(Layout.USER), Contender::isInOneDnn),
    /** oneDNN's primitive alone, on whatever layout it likes best. */
    ONEDNN_OWN("onednn own", Layout.OWN, () -> new OneDnn(Layout.OWN), Contender::isInOneDnn),
    /** OpenBLAS as shipped, which takes an AVX2 path where it does not know the processor. */
    OPENBLAS("openblas", Layout.USER, OpenBlas::new, Contender::isProduct),
    /** OpenBLAS with its kernels for AVX-512. */
    OPENBLAS_SKYLAKEX("openblas skylakex", Layout.USER, OpenBlas::new, Contender::isProduct) {
        @Override
        Map<String, String> environment(Path folder) {
            return Map.of("OPENBLAS_CORETYPE", "SkylakeX");
        }
    },
    /** ONNX Runtime. */
    ONNX_RUNTIME("onnxruntime", Layout.USER, OnnxRuntime::new, (task, _) -> OnnxRuntime.supports(task)),
    /** PyTorch as shipped, but for glibc's allocator, which slows it erratically unless it keeps its memory. */
    PYTORCH("pytorch", Layout.USER, PyTorch::new, (task, _) -> PyTorch.supports(task)) {
        @Override
        Map<String, String> environment(Path folder) {
            return Map.of("MALLOC_TRIM_THRESHOLD_", "4294967296", "MALLOC_TOP_PAD_", "268435456",
                    "MALLOC_MMAP_THRESHOLD_", "33554432", "MALLOC_ARENA_MAX", "1");
        }
    },
    /** The MKL that PyTorch brings along, forced onto its AVX-512 path. */
    MKL_AVX512("mkl avx512", Layout.USER, Mkl::new, Contender::isProduct) {
        @Override
        Map<String, String> environment(Path folder) throws IOException {
            return Mkl.environment(folder);
        }
    },
    /** netlib's VectorBLAS, which has one thread. */
    VECTOR_BLAS("vectorblas", Layout.USER, VectorBlas::new,
            (task, threads) -> threads == 1 && isProduct(task, threads));

    /** Whose layout a contender reads and writes. */
    enum Layout {
        /** Rows, or N×C×H×W. */
        USER,
        /** Its own. */
        OWN
    }

    private final String text;
    private final Layout layout;
    private final Supplier<Library> library;
    private final BiPredicate<Task, Integer> supports;

    Contender(String text, Layout layout, Supplier<Library> library, BiPredicate<Task, Integer> supports) {
        this.text = text;
        this.layout = layout;
        this.library = library;
        this.supports = supports;
    }

    static Contender parse(String text) {
        for (Contender contender : values()) {
            if (contender.text.equals(text)) {
                return contender;
            }
        }
        throw new IllegalArgumentException("no contender is called \"" + text + "\"");
    }

    Library library() {
        return library.get();
    }

    boolean isOnUserLayout() {
        return layout == Layout.USER;
    }

    /** Whether the JVM compiles it, or much around it, while it runs, so that it needs longer to warm up. */
    boolean isJava() {
        return this == LANEWISE || this == VECTOR_BLAS || this == PYTORCH;
    }

    /**
     * What its process finds in its environment, the number of threads apart.
     *
     * @param folder where files may be put for it
     */
    Map<String, String> environment(Path folder) throws IOException {
        return Map.of();
    }

    /** Whether the library has what the task asks for. */
    boolean supports(Task task, int threads) {
        return supports.test(task, threads);
    }

    private static boolean isProduct(Task task, int threads) {
        return task.product().isPresent();
    }

    /** oneDNN knows no network, no rounding up and no divisor of one's own. */
    private static boolean isInOneDnn(Task task, int threads) {
        return switch (task.shape()) {
            case LenetShape _ -> false;
            case Pool2dShape s -> !s.ceilMode() && s.divisorOverride() == 0;
            default -> true;
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
