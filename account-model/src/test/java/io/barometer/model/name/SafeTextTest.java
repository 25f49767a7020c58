package io.barometer.model.name;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {

  @Test
  void harmless_text_stays_as_it_is() {
    assertThat(SafeText.line(" Müller & Söhne – 会社 🙂 ")).isEqualTo(" Müller & Söhne – 会社 🙂 ");
  }

  @Test
  void what_cannot_be_seen_is_made_visible() {
    assertThat(SafeText.line("a\u202Eb\u200Bc\uE000d\uD800e"))
        .isEqualTo("a[U+202E]b[U+200B]c[U+E000]d[U+D800]e");
  }

  @Test
  void lines_and_escapes_become_spaces() {
    assertThat(SafeText.line("a\r\nb\u001b[2Jc\u2028d\u0000")).isEqualTo("a  b [2Jc d ");
  }

  @Test
  void a_long_text_is_cut_between_characters() {
    assertThat(SafeText.line("  abcdef ", 6)).isEqualTo("abcdef");
    assertThat(SafeText.line("abcdefg", 6)).isEqualTo("abcdef…");
    assertThat(SafeText.line("abc🙂efg", 4)).isEqualTo("abc…");
  }
}
