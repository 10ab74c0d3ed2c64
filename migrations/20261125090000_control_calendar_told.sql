-- Members of the Monitoring Commission are told of its meetings, and its chair of papers that are due; decisions are
-- corrected while nothing rests on them.

ALTER TABLE notification DROP CONSTRAINT notification_reason_check;
ALTER TABLE notification ADD CONSTRAINT notification_reason_check CHECK (reason IN ('RESPONSIBLE', 'CONTRIBUTOR',
  'OWNER', 'APPROVER', 'MENTIONED', 'WATCHER', 'HEAD_OF_UNIT', 'HEAD_OF_INSTITUTION', 'DELEGATE', 'SECRETARIAT',
  'COMMISSION'));

GRANT UPDATE ON commission_decision TO calitas_app;
