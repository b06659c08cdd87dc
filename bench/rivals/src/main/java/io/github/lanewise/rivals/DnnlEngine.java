package io.github.lanewise.rivals;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_strides;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_tag;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_wait;

import java.util.Arrays;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_stream;

/** oneDNN's engine and stream, and descriptions of memory. */
final class DnnlEngine {
    private final dnnl_engine engine = new dnnl_engine();
    private final dnnl_stream stream = new dnnl_stream();

    DnnlEngine() {
        check(dnnl_engine_create(engine, dnnl_cpu, 0));
        check(dnnl_stream_create(stream, engine, dnnl_stream_default_flags));
    }

    dnnl_engine handle() {
        return engine;
    }

    dnnl_stream stream() {
        return stream;
    }

    void await() {
        check(dnnl_stream_wait(stream));
    }

    static void check(int status) {
        if (status != 0) {
            throw new IllegalStateException("oneDNN answers with status " + status);
        }
    }

    /** A matrix, or the transpose of one, whose rows lie one after another. */
    static dnnl_memory_desc matrix(long rows, long columns, boolean transposed) {
        return strided(new long[]{rows, columns}, transposed ? new long[]{1, rows} : new long[]{columns, 1});
    }

    /** The last size innermost. */
    static dnnl_memory_desc rows(long... sizes) {
        long[] strides = new long[sizes.length];
        Arrays.fill(strides, 1);
        for (int i = sizes.length - 2; i >= 0; i--) {
            strides[i] = strides[i + 1] * sizes[i + 1];
        }
        return strided(sizes, strides);
    }

    /** Whatever the primitive likes. */
    static dnnl_memory_desc any(long... sizes) {
        return tagged(dnnl_format_tag_any, sizes);
    }

    static dnnl_memory_desc tagged(int tag, long... sizes) {
        dnnl_memory_desc desc = new dnnl_memory_desc();
        check(dnnl_memory_desc_create_with_tag(desc, sizes.length, sizes, dnnl_f32, tag));
        return desc;
    }

    private static dnnl_memory_desc strided(long[] sizes, long[] strides) {
        dnnl_memory_desc desc = new dnnl_memory_desc();
        check(dnnl_memory_desc_create_with_strides(desc, sizes.length, sizes, dnnl_f32, strides));
        return desc;
    }
}
