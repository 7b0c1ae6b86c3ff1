/** Something that is on or off, with a line on what that means. */
export function Switch({ label, text, isOn, onChange }: { label: string; text: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <label className="switch">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} />
      <span>
        {label}
        <span className="quiet">{text}</span>
      </span>
    </label>
  );
}
