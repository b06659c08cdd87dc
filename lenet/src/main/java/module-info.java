/** A thin LeNet trainer on the Lanewise kernels. */
module io.github.lanewise.lenet {
    requires transitive io.github.lanewise.kernels;
    requires com.fasterxml.jackson.core;
    requires info.picocli;
    requires java.net.http;
    requires me.tongfei.progressbar;

    exports io.github.lanewise.lenet;
    exports io.github.lanewise.lenet.data;

    opens io.github.lanewise.lenet.cli to info.picocli;
}
