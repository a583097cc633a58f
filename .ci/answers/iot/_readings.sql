-- What is normal is said again here, as the column 'anomaly' is an answer of the platform.
create view normal as
from (values ('temperature', 15, 35), ('humidity', 40, 90), ('pressure', 980, 1030), ('light', 0, 100000))
  as normal(sensor_type, low, high);
create view readings as
select archive.* replace (value not between low and high as anomaly),
       (value * 1000)::hugeint as thousandths
from archive join normal using (sensor_type)
