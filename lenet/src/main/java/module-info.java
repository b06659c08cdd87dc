/** A thin LeNet trainer on the Lanewise kernels. */
@SuppressWarnings("requires-automatic") // protobuf, its classes for ONNX and XChart have no descriptor
module io.github.lanewise.lenet {
    requires transitive io.github.lanewise.kernels;
    requires com.fasterxml.jackson.core;
    requires com.google.protobuf;
    requires com.samskivert.jmustache;
    requires info.picocli;
    requires java.desktop;
    requires java.net.http;
    requires me.tongfei.progressbar;
    requires org.tribuo.util.onnx;
    requires xchart;

    exports io.github.lanewise.lenet;
    exports io.github.lanewise.lenet.data;

    opens io.github.lanewise.lenet.cli to info.picocli;
    opens io.github.lanewise.lenet.report to com.samskivert.jmustache;
}
