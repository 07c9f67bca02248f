{% macro convert_datetime(date_str, date_fmt) %}
  {% set error_msg -%}
    The provided partition date '{{ date_str }}' does not match the expected format '{{ date_fmt }}'
  {%- endset %}
  {{ return(try_or_compiler_error(error_msg, modules.datetime.datetime.strptime, date_str.strip(), date_fmt)) }}
{% endmacro %}


{#- Every day from the first to the last, both included; one day when no last one is given. -#}
{% macro dates_in_range(start_date_str, end_date_str=none, in_fmt="%Y%m%d", out_fmt="%Y%m%d") %}
  {% set start_date = convert_datetime(start_date_str, in_fmt) %}
  {% set end_date = convert_datetime(end_date_str or start_date_str, in_fmt) %}

  {% set day_count = (end_date - start_date).days %}
  {% if day_count < 0 %}
    {% do exceptions.raise_compiler_error(
        "Partition start date is after the end date ({}, {})".format(start_date, end_date)
    ) %}
  {% endif %}

  {% set date_list = [] %}
  {% for i in range(day_count + 1) %}
    {% do date_list.append((start_date + modules.datetime.timedelta(days=i)).strftime(out_fmt)) %}
  {% endfor %}
  {{ return(date_list) }}
{% endmacro %}


{#- "20260101", or "20260101,20260131". -#}
{% macro partition_range(raw_partition_date, date_fmt='%Y%m%d') %}
  {% set partition_range = (raw_partition_date | string).split(",") %}
  {% if (partition_range | length) == 1 %}
    {% set start_date, end_date = partition_range[0], none %}
  {% elif (partition_range | length) == 2 %}
    {% set start_date, end_date = partition_range[0], partition_range[1] %}
  {% else %}
    {{ exceptions.raise_compiler_error("Invalid partition time. Expected format: {Start Date}[,{End Date}]. Got: " ~ raw_partition_date) }}
  {% endif %}
  {{ return(dates_in_range(start_date, end_date, in_fmt=date_fmt)) }}
{% endmacro %}


{% macro py_current_timestring() %}
  {{ return(modules.datetime.datetime.now().strftime("%Y%m%d%H%M%S%f")) }}
{% endmacro %}
