package dev.bailey.jinja.value;

import java.time.LocalDate;

/// Python's `datetime.date`.
public final class DateValue implements Value {
  private final LocalDate value;

  private DateValue(LocalDate value) {
    this.value = value;
  }

  public static DateValue of(LocalDate value) {
    return new DateValue(value);
  }

  public LocalDate value() {
    return value;
  }

  @Override
  public String typeName() {
    return "datetime.date";
  }

  @Override
  public void writeRepr(TextBuilder out) {
    out.append("datetime.date(");
    out.append(value.getYear() + ", " + value.getMonthValue() + ", " + value.getDayOfMonth());
    out.append(')');
  }

  @Override
  public void writeStr(TextBuilder out) {
    out.append(DateText.iso(value));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DateValue that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return repr();
  }
}
