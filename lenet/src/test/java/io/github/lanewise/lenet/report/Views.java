package io.github.lanewise.lenet.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pages in frames of a phone's and a desktop's width, light and dark, all loaded in one go. Each frame complains of what is wrong in
 * it: errors of scripts, pictures that are none, panels that are missing or empty, anything wider than the frame, the wrong colours.
 */
final class Views {
    private static final Pattern COMPLAINT = Pattern.compile("<li class=\"(.*?)\">(.*?)</li>", Pattern.DOTALL);
    private static final String CATCH = """
            <script>
            var problems = [];
            addEventListener('error', event => problems.push('error: ' + (event.message || event.target.outerHTML.slice(0, 80))), true);
            addEventListener('securitypolicyviolation', event => problems.push('not its own: ' + event.blockedURI));
            </script>
            <meta http-equiv="Content-Security-Policy" content="default-src 'unsafe-inline'; img-src data:">
            """;
    private static final String JUDGE = """
            <ul></ul>
            <script>
            function judge(frame) {
              const page = frame.contentDocument, root = page.documentElement, problems = frame.contentWindow.problems;
              for (const id of frame.dataset.panels.split(' ')) {
                const panel = page.getElementById(id);
                if (!panel) problems.push('no panel ' + id);
                else if (panel.offsetHeight < 60 || panel.innerText.length < 20) problems.push('panel ' + id + ' is empty');
              }
              if (root.scrollWidth > root.clientWidth) problems.push('width ' + root.scrollWidth + ' of ' + root.clientWidth);
              for (const box of page.querySelectorAll('.panel, .figure'))
                if (box.scrollWidth > box.clientWidth) problems.push('contents of ' + (box.id || box.innerText) + ' too wide');
              for (const picture of page.images)
                if (!picture.naturalWidth) problems.push('no picture: ' + picture.alt);
              const light = frame.contentWindow.getComputedStyle(page.body).backgroundColor.match(/\\d+/g)[0] > 127;
              if (light != (frame.style.colorScheme == 'light')) problems.push(light ? 'light' : 'dark');
              problems.push('images ' + page.images.length);
              return problems;
            }
            addEventListener('load', () => {
              for (const frame of document.querySelectorAll('iframe')) {
                for (const problem of judge(frame)) {
                  const item = document.createElement('li');
                  item.className = frame.title;
                  item.textContent = problem;
                  document.querySelector('ul').append(item);
                }
                frame.remove();
              }
            });
            </script>
            """;

    private final StringBuilder frames = new StringBuilder("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n");

    void add(String title, String page, List<String> panels, int width, String scheme) {
        frames.append(
                "<iframe title=\"%s\" data-panels=\"%s\" style=\"width: %dpx; height: 800px; border: 0; color-scheme: %s\" srcdoc=\"%s\"></iframe>%n"
                        .formatted(title, String.join(" ", panels), width, scheme,
                                page.replace("<head>", "<head>" + CATCH).replace("&", "&amp;").replace("\"",
                                        "&quot;")));
    }

    /** What each frame complains of; and how many pictures it has. */
    Map<String, List<String>> complaints(Chromium chromium) throws IOException, InterruptedException {
        String dom = chromium.load(frames + JUDGE);
        Map<String, List<String>> complaints = new LinkedHashMap<>();
        Matcher matcher = COMPLAINT.matcher(dom);
        while (matcher.find()) {
            complaints.computeIfAbsent(matcher.group(1), _ -> new ArrayList<>()).add(matcher.group(2));
        }
        return complaints;
    }
}
