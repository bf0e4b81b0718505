import { defineTexts, useTexts } from '@/i18n/texts';
import { Button } from './Button';
import { Copyable } from './Copyable';
import { Dialog } from './Dialog';

const texts = defineTexts({
  lead: {
    zh: '密钥只在这里显示这一次，平台不再给出。先保存好，再关闭。',
    en: 'The secret is shown this once and never again. Keep it somewhere safe before closing.',
  },
  kept: { zh: '已经保存好', en: 'I have kept it' },
});

interface SecretOnceProps {
  title: string;
  values: readonly { label: string; value: string }[];
  onClose: () => void;
}

/** Shows something that cannot be shown again, with buttons that copy it. */
export function SecretOnce({ title, values, onClose }: SecretOnceProps) {
  const t = useTexts(texts);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={t.lead}
      actions={
        <Button block onClick={onClose}>
          {t.kept}
        </Button>
      }
    >
      <div className="grid gap-4">
        {values.map((one) => (
          <Copyable key={one.label} label={one.label} value={one.value} />
        ))}
      </div>
    </Dialog>
  );
}
