package io.github.lanewise.rivals;

import ai.djl.engine.Engine;
import io.github.lanewise.kernels.GemmShape;
import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The MKL inside PyTorch's library, called without PyTorch. As shipped it takes its AVX2 path on processors that are not
 * Intel's. A library of one function, put before it, makes it believe otherwise. Fortran's convention: columns, and every
 * argument by address.
 */
final class Mkl implements Library {
    private static final String BELIEVE = "int mkl_serv_intel_cpu_true(void) { return 1; }\n";

    private final MethodHandle sgemm;

    @SuppressWarnings("restricted") // MKL has no Java binding here
    Mkl() {
        Engine.getEngine("PyTorch"); // loads its library
        MemorySegment symbol = SymbolLookup.loaderLookup().find("sgemm_").orElseThrow();
        AddressLayout address = ValueLayout.ADDRESS;
        sgemm = Linker.nativeLinker().downcallHandle(symbol, FunctionDescriptor.ofVoid(address, address, address,
                address, address, address, address, address, address, address, address, address, address));
    }

    /** Compiles the library of one function and says how the process finds it. */
    static Map<String, String> environment(Path folder) throws IOException {
        Path source = folder.resolve("believe.c");
        Path library = folder.resolve("believe.so");
        Files.writeString(source, BELIEVE);
        Process compiler = new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString())
                .inheritIO().start();
        try {
            if (compiler.waitFor() != 0) {
                throw new IOException("cc ended with " + compiler.exitValue());
            }
        } catch (InterruptedException e) {
            throw new IOException("interrupted", e);
        }
        return Map.of("LD_PRELOAD", library.toString());
    }

    @Override
    public Call prepare(Task task, float[][] inputs, int threads) {
        GemmShape s = task.product().orElseThrow();
        MemorySegment first = memory(Native.floats(inputs[1]));
        MemorySegment second = memory(Native.floats(inputs[0]));
        FloatPointer c = Native.floats(task.result());
        MemorySegment result = memory(c);
        MemorySegment transposedFirst = letter(s.transposedB());
        MemorySegment transposedSecond = letter(s.transposedA());
        MemorySegment m = integer(s.columns());
        MemorySegment n = integer(s.rows());
        MemorySegment k = integer(s.depth());
        MemorySegment one = Arena.global().allocateFrom(ValueLayout.JAVA_FLOAT, 1);
        MemorySegment zero = Arena.global().allocateFrom(ValueLayout.JAVA_FLOAT, 0);
        MemorySegment strideFirst = integer(s.transposedB() ? s.depth() : s.columns());
        MemorySegment strideSecond = integer(s.transposedA() ? s.rows() : s.depth());
        return new Call() {
            @Override
            public void run() throws Exception {
                try {
                    sgemm.invokeExact(transposedFirst, transposedSecond, m, n, k, one, first, strideFirst, second,
                            strideSecond, zero, result, m);
                } catch (Exception e) {
                    throw e;
                } catch (Throwable t) {
                    throw new LinkageError("sgemm_", t);
                }
            }

            @Override
            public float[] result() {
                return Native.array(c, task.result());
            }
        };
    }

    private static MemorySegment memory(FloatPointer pointer) {
        return MemorySegment.ofAddress(pointer.address());
    }

    private static MemorySegment letter(boolean transposed) {
        return Arena.global().allocateFrom(ValueLayout.JAVA_BYTE, (byte) (transposed ? 'T' : 'N'));
    }

    private static MemorySegment integer(int value) {
        return Arena.global().allocateFrom(ValueLayout.JAVA_INT, value);
    }
}
